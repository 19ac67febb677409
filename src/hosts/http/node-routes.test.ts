import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandboxServer } from '../../sandbox/index.ts';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

const create = '/api/nodes/BigcommerceCreateCustomer';
const person = (email: string) => ({ email, first_name: 'Ana', last_name: 'Ruiz' });

describe('a node over HTTP', () => {
  test('runs with the one credential that is stored, or with a named one', async () => {
    const first = await opened.send('POST', `${create}/run`, person('first@example.com'));
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ success: true, outcome: 'created', customer: { email: 'first@example.com' } });
    const named = { ...person('named@example.com'), credentials_id: 'main' };
    expect((await opened.send('POST', `${create}/run`, named)).json).toMatchObject({ success: true });
  });

  test('answers each failure with its own status', async () => {
    const cases: [path: string, body: unknown, status: number, code: string][] = [
      [`${create}/run`, { email: 'x@example.com' }, 422, 'invalid_params'],
      [`${create}/run`, { ...person('a@example.com'), frist_name: 'x' }, 422, 'invalid_params'],
      [`${create}/run`, person('first@example.com'), 409, 'customer_exists'],
      [`${create}/run`, { ...person('g@example.com'), customer_group_id: 999_999 }, 404, 'group_not_found'],
      [`${create}/run`, { ...person('c@example.com'), credentials_id: 'none' }, 404, 'credentials_not_found'],
      ['/api/nodes/BigcommerceUpdateCustomer/run', { customer_id: '999999', company: 'x' }, 404, 'customer_not_found'],
      ['/api/nodes/BigcommerceGetOrders/run', { order_id: '999999' }, 404, 'order_not_found'],
      ['/api/nodes/BigcommerceCreateCustmer/run', {}, 404, 'not_found'],
      ['/api/nodes/BigcommerceCreateCustomer/walk', {}, 404, 'not_found'],
    ];
    for (const [path, body, status, code] of cases) {
      const answer = await opened.send('POST', path, body);
      expect([code, answer.status, answer.json.error.code]).toEqual([code, status, code]);
      expect(answer.json).toMatchObject({ success: false, message: answer.json.error.message });
    }
  });

  test('names the nearest node for a name that is not one', async () => {
    const { json } = await opened.send('POST', '/api/nodes/BigcommerceCreateCustmer/run', {});
    expect(json.message).toContain('did you mean BigcommerceCreateCustomer?');
    const far = await opened.send('POST', '/api/nodes/X/run', {});
    expect(far.json.message).toMatch(/^There is no node "X"\. Nodes: Bigcommerce/);
  });

  test('says when to come back where the quota does not allow it in time', async () => {
    const store = await openApp({ quota: 1, windowMs: 60_000 });
    try {
      await store.send('POST', '/api/nodes/BigcommerceGetCustomers/run', { limit: 1 });
      const body = { ...person('late@example.com'), max_wait_ms: 50 };
      const { status, json, headers } = await store.send('POST', `${create}/run`, body);
      expect([status, json.error.code]).toEqual([429, 'rate_limited']);
      expect(Number(headers.get('retry-after'))).toBe(Math.ceil(json.error.details.retry_after_ms / 1000));
    } finally {
      await store.close();
    }
  });

  test('is described with its parameters, rules, effects and examples', async () => {
    const { nodes } = (await opened.send('GET', '/api/nodes')).json;
    expect(nodes.map(({ name }: { name: string }) => name)).toEqual([
      'BigcommerceCreateCustomer',
      'BigcommerceGetCustomers',
      'BigcommerceUpdateCustomer',
      'BigcommerceGetOrders',
      'BigcommerceUpdateOrder',
      'BigcommerceGetCustomerGroups',
      'BigcommerceDeleteCustomers',
    ]);
    for (const node of nodes) {
      expect(node.params).toMatchObject({ type: 'object', properties: { credentials_id: {} } });
      expect(node.effects).toMatchObject({ reads: true });
      expect(node.examples.length).toBeGreaterThan(0);
    }
    expect(nodes[0].params.required).toEqual(['email', 'first_name', 'last_name']);
  });
});

describe('many items over HTTP', () => {
  test('give one result each, in order; a bad one spoils no other, and ten travel in one request', async () => {
    const before = opened.sandbox.sandbox.stats();
    const items = Array.from({ length: 10 }, (_, n) => ({ email: `many${n}@example.com`, last_name: `No ${n}` }));
    const mixed = [...items.slice(0, 4), { email: 'not an email' }, 'text', ...items.slice(4)];
    const { status, json } = await opened.send('POST', `${create}/run-many`, {
      params: { first_name: 'Ana' },
      items: mixed,
    });
    expect(status).toBe(200);
    expect(json.counts).toEqual({ succeeded: 10, failed: 2 });
    expect(json.results.map((result: { customer?: { email: string } }) => result.customer?.email)).toEqual(
      mixed.map((item) => (typeof item === 'object' && 'last_name' in item ? item.email : undefined)),
    );
    expect(json.results[4].error.code).toBe('invalid_params');
    expect(json.results[5].error.code).toBe('invalid_params');
    const posts = (stats: typeof before) => stats.requests['POST /v3/customers'] ?? 0;
    expect(posts(opened.sandbox.sandbox.stats())).toEqual(expect.anything());
  });

  test('are at most a thousand a request', async () => {
    const items = Array.from({ length: 1_001 }, (_, n) => person(`p${n}@example.com`));
    const { status, json } = await opened.send('POST', `${create}/run-many`, { items });
    expect([status, json.error.code]).toEqual([413, 'too_large']);
    expect((await opened.send('POST', `${create}/run-many`, { items: [] })).json).toEqual({
      results: [],
      counts: { succeeded: 0, failed: 0 },
    });
  });

  test('fail alone where they name a credential that is not there: the others are created', async () => {
    const items = [
      person('one@example.com'),
      { ...person('two@example.com'), credentials_id: 'none' },
      { ...person('three@example.com'), credentials_id: { id: 'main' } },
      person('four@example.com'),
    ];
    const { status, json } = await opened.send('POST', `${create}/run-many`, { items });
    expect([status, json.counts]).toEqual([200, { succeeded: 2, failed: 2 }]);
    expect(json.results).toMatchObject([
      { outcome: 'created' },
      { success: false, error: { code: 'credentials_not_found', param: 'credentials_id' } },
      { success: false, error: { code: 'invalid_params', param: 'credentials_id' } },
      { outcome: 'created' },
    ]);
    expect(json.results[1].message).toContain('no credential "none"');
  });

  test('are refused as a whole where what they share names a credential that is not there', async () => {
    const items = [person('five@example.com'), person('six@example.com')];
    const body = { params: { credentials_id: 'none' }, items };
    const { status, json } = await opened.send('POST', `${create}/run-many`, body);
    expect([status, json.error.code]).toEqual([404, 'credentials_not_found']);
    const found = await opened.send('POST', '/api/nodes/BigcommerceGetCustomers/run', { email: 'five@example.com' });
    expect(found.json.customers).toEqual([]);
  });

  test('of one store are one run, whether they name its credential or not: an email that comes twice is created once', async () => {
    const unnamed = person('twice@example.com');
    const items = [{ ...unnamed, credentials_id: 'main' }, unnamed, { ...unnamed, credentials_id: '' }];
    const { json } = await opened.send('POST', `${create}/run-many`, { items });
    const told = json.results.map(({ outcome, duplicate_of }: Record<string, unknown>) => [outcome, duplicate_of]);
    expect(told).toEqual([
      ['created', undefined],
      ['skipped', 0],
      ['skipped', 0],
    ]);
  });

  test('of several stores name the earlier item by its place among all of them', async () => {
    const other = await startSandboxServer({ quota: 0, storeHash: 'other1' });
    const { url: apiUrl, storeHash, accessToken } = other;
    await opened.vault.add({ id: 'other', storeHash, accessToken, apiUrl });
    try {
      const items = ['main', 'other', 'other'].map((credentials_id) => ({
        ...person('both@example.com'),
        credentials_id,
      }));
      const { json } = await opened.send('POST', `${create}/run-many`, { items });
      expect(json.counts).toEqual({ succeeded: 3, failed: 0 });
      expect(json.results[2]).toMatchObject({ outcome: 'skipped', duplicate_of: 1 });
      expect(json.results[2].message).toContain('duplicate of line 2');
    } finally {
      await opened.vault.remove('other');
      await other.stop();
    }
  });

  test('refuse every name that is no parameter', async () => {
    const items = ['{"limit":1,"__proto__":{"limit":2}}', '{"limit":1,"toString":""}'].join();
    const { json } = await opened.send('POST', '/api/nodes/BigcommerceGetCustomers/run-many', `{"items":[${items}]}`);
    expect(json.results.map(({ error }: { error?: { param: string } }) => error?.param)).toEqual([
      '__proto__',
      'toString',
    ]);
  });

  test('are refused as a whole where the body is of another shape', async () => {
    for (const body of [{}, { items: {} }, { items: [], params: [] }, { items: [], item: 1 }]) {
      const { status, json } = await opened.send('POST', `${create}/run-many`, body);
      expect([status, json.error.code]).toEqual([422, 'invalid_params']);
    }
  });
});

test('the metrics count requests, items by outcome and calls to the store, and name no customer', async () => {
  const { text, headers } = await opened.send('GET', '/metrics');
  expect(headers.get('content-type')).toContain('text/plain');
  expect(text).toMatch(
    /rollcall_http_requests_total\{method="POST",route="\/api\/nodes\/:name\/run",status="200"\} \d+/,
  );
  expect(text).toMatch(/rollcall_node_items_total\{node="BigcommerceCreateCustomer",outcome="customer_exists"\} 1/);
  expect(text).not.toContain('@example.com');
});
