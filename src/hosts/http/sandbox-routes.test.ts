import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import type { SandboxView } from './sandbox-routes.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp({ quota: 1_000, windowMs: 2_000 });
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.send('POST', '/api/sandbox/reset');
});

const view = async (): Promise<SandboxView> => (await opened.send('GET', '/api/sandbox')).json;
const person = (n: number) => ({ email: `p${n}@example.com`, first_name: 'Pia', last_name: 'Prieto' });
const create = (n: number, more: Record<string, unknown> = {}) =>
  opened.send('POST', '/api/nodes/BigcommerceCreateCustomer/run', { ...person(n), ...more });

test('the sandbox is shown with its faults, each in plain words, and with what has reached it', async () => {
  await create(1);
  const { url, store_hash, credentials_id, quota, window_ms, faults, kinds, stats } = await view();
  expect({ url, store_hash, credentials_id, quota, window_ms, faults }).toEqual({
    url: opened.sandbox.url,
    store_hash: 'sandbox1',
    credentials_id: 'main',
    quota: 1_000,
    window_ms: 2_000,
    faults: [],
  });
  expect(kinds).toHaveLength(8);
  for (const { kind, title, effect, handling, suggested } of kinds) {
    expect([kind, suggested.kind]).toEqual([kind, kind]);
    expect(title).toMatch(/^[A-Z].{5,40}$/);
    expect(`${effect} ${handling}`).toMatch(/^[A-Z].{40,}\.$/);
    expect(handling).toContain('Rollcall');
  }
  expect(stats.requests['POST /v3/customers']).toEqual({ 200: 4 });
  expect(stats.items_per_post['POST /v3/customers']).toEqual({ 1: 4 });
  const { used, ...window } = stats.windows.at(-1)!;
  expect([window.quota, window.left]).toEqual([1_000, 1_000 - used]);
  expect(stats.rows.customers).toBe(324);
});

describe('faults', () => {
  test('hold from the next request on, and until they are turned off', async () => {
    const lost = { kind: 'lost-after', match: 'POST /v3/customers$', count: 1 };
    const set = await opened.send('PUT', '/api/sandbox/faults', { faults: [lost] });
    expect([set.status, set.json.faults]).toEqual([200, [lost]]);
    // The answer is lost, and the customer is created all the same: once.
    expect((await create(2)).json).toMatchObject({ success: true, outcome: 'created' });
    expect((await view()).stats.faults).toEqual({ 'lost-after': 1 });
    await opened.send('PUT', '/api/sandbox/faults', { faults: [{ kind: '5xx', status: 503 }] });
    expect((await create(3, { max_wait_ms: 50 })).json.success).toBe(false);
    const off = await opened.send('PUT', '/api/sandbox/faults', { faults: [] });
    expect([off.json.faults, (await create(4)).json.outcome]).toEqual([[], 'created']);
  });

  test('that make no sense are refused in words, and those that are on stay on', async () => {
    const on = [{ kind: '429', rate: 0.1 }];
    await opened.send('PUT', '/api/sandbox/faults', { faults: on });
    const cases: [unknown, RegExp][] = [
      [{ faults: [{ kind: '6xx' }] }, /There is no fault "6xx"; there are 5xx, .+ Nothing has changed\./],
      [{ faults: [...on, { kind: '5xx', rate: 5 }] }, /Rule 2: "rate" is a number from 0 to 1/],
      [{ faults: [{ kind: '5xx', often: 1 }] }, /has no "often"/],
      [{ faults: { kind: '5xx' } }, /Send \{ "faults": \[\.\.\.\] \}/],
      [{ fault: [] }, /an empty list turns all off/],
      [{ faults: Array(51).fill(on[0]) }, /At most 50/],
    ];
    for (const [body, says] of cases) {
      const { status, json } = await opened.send('PUT', '/api/sandbox/faults', body);
      expect([status, json.error.code, json.error.param]).toEqual([422, 'invalid_params', 'faults']);
      expect(json.message).toMatch(says);
    }
    expect((await view()).faults).toEqual(on);
  });
});

test('the quota changes in the window under way, read as loosely as any parameter', async () => {
  const { status, json } = await opened.send('PUT', '/api/sandbox/quota', { quota: '20' });
  expect([status, json.quota, json.stats.windows.at(-1).quota]).toEqual([200, 20, 20]);
  const refused = await opened.send('PUT', '/api/sandbox/quota', { quota: -1 });
  expect([refused.status, refused.json.error.param]).toEqual([422, 'quota']);
  expect((await opened.send('PUT', '/api/sandbox/quota', {})).status).toBe(422);
  expect((await view()).quota).toBe(20);
});

describe('a reset', () => {
  test('begins anew with the demo data and the examples, without faults and with the first quota', async () => {
    await create(5);
    await opened.send('PUT', '/api/sandbox/faults', { faults: [{ kind: 'truncated', rate: 0.5 }] });
    await opened.send('PUT', '/api/sandbox/quota', { quota: 7 });
    const { status, json } = await opened.send('POST', '/api/sandbox/reset');
    expect(status).toBe(200);
    expect(json).toMatchObject({ success: true, faults: [], quota: 1_000, stats: { rows: { customers: 323 } } });
    expect(json.message).toBe('The sandbox holds its demo data and the examples. No fault is on.');
    expect(json.examples).toEqual([
      { email: 'nuevo@cliente.com', outcome: 'created', customer_id: 321 },
      { email: 'empresa@cliente.com', outcome: 'created', customer_id: 322 },
      { email: 'completo@cliente.com', outcome: 'created', customer_id: 323 },
    ]);
  });

  test('leaves it empty where that is asked for', async () => {
    const { json } = await opened.send('POST', '/api/sandbox/reset', { empty: 'yes' });
    expect([json.examples, json.stats.rows.customers, json.message]).toEqual([[], 0, expect.stringMatching(/empty/)]);
    const wrong = await opened.send('POST', '/api/sandbox/reset', { everything: true });
    expect([wrong.status, wrong.json.message]).toEqual([422, expect.stringContaining('everything')]);
  });

  test.each([
    ['here', () => opened.send('POST', '/api/sandbox/reset', { empty: true })],
    ['there', () => fetch(`${opened.sandbox.url}/_sandbox/reset`, { method: 'POST', body: '{ "empty": true }' })],
  ])(
    'makes Rollcall forget the ids of before, asked for %s: a customer whose answer is lost is known as its own',
    async (_, reset) => {
      for (let n = 10; n < 15; n += 1) await create(n);
      await reset();
      const lost = { kind: 'lost-after', match: 'POST /v3/customers$', count: 1 };
      await opened.send('PUT', '/api/sandbox/faults', { faults: [lost] });
      expect((await create(10)).json).toMatchObject({ outcome: 'created', customer_id: 1 });
    },
  );

  test('is refused while an import is under way in the sandbox', async () => {
    await opened.work();
    const rows = Array.from({ length: 400 }, (_, n) => `import${n}@example.com,Ida,Ibsen`);
    const file = ['email,first_name,last_name', ...rows].join('\n');
    await opened.send('PUT', '/api/sandbox/quota', { quota: 3 });
    const upload = await opened.send('POST', '/api/imports?credentials_id=main&filename=some.csv', file, {
      'content-type': 'text/csv',
    });
    const { import_id: id } = upload.json;
    await opened.send('POST', `/api/imports/${id}/start`, {});
    const { status, json } = await opened.send('POST', '/api/sandbox/reset');
    expect([status, json.message]).toEqual([409, expect.stringMatching(/some\.csv is under way.+Pause or cancel/)]);
    await opened.send('POST', `/api/imports/${id}/cancel`, {});
    await expect.poll(async () => (await opened.send('GET', `/api/imports/${id}`)).json.state).toBe('cancelled');
    expect((await opened.send('POST', '/api/sandbox/reset')).status).toBe(200);
  });
});

test('what is shown stays small however long the sandbox runs, and whoever writes into it', async () => {
  const { url, accessToken } = opened.sandbox;
  for (let n = 0; n < 30; n += 1)
    await fetch(`${url}/stores/sandbox1/v3/customers`, {
      method: 'POST',
      headers: { 'x-auth-token': accessToken, 'x-sandbox-caller': `app ${n}`, 'content-type': 'application/json' },
      body: JSON.stringify(Array.from({ length: n < 25 ? 1 : 2 }, (_, i) => person(1_000 + n * 2 + i))),
    });
  const { stats } = await view();
  const callers = Object.keys(stats.created_by);
  expect(callers).toHaveLength(20);
  for (const n of [25, 26, 27, 28, 29]) expect(callers.slice(0, 6)).toContain(`app ${n}`);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect((await view()).stats.windows.length).toBeGreaterThan(1);
});

test('without a sandbox every route says how to start one', async () => {
  const alone = await openApp({ hideSandbox: true });
  for (const [method, path, body] of [
    ['GET', '/api/sandbox'],
    ['PUT', '/api/sandbox/faults', { faults: [] }],
    ['PUT', '/api/sandbox/quota', { quota: 5 }],
    ['POST', '/api/sandbox/reset', {}],
  ] as [string, string, unknown?][]) {
    const { status, json } = await alone.send(method, path, body);
    expect([path, status, json.error.code]).toEqual([path, 404, 'not_found']);
    expect(json.message).toBe('No sandbox runs here. Start Rollcall with one: rollcall start --sandbox');
  }
  await alone.close();
});
