import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../client.ts';
import { draftCredential } from '../../credentials/read-credential.ts';
import { closeModules, createCustomer, getCustomers, getOrders, updateCustomer, updateOrder } from '../../modules.ts';
import * as definitions from '../../nodes/index.ts';
import { type SandboxServer, startSandboxServer } from '../../sandbox/index.ts';
import { createTransport } from '../../transport/index.ts';
import { createModules } from './create-modules.ts';
import { contextOf } from './fixtures/context-of.ts';
import type { ModuleContext } from './module.ts';

let sandbox: SandboxServer;
let other: SandboxServer;
let context: ModuleContext;

beforeAll(async () => {
  // Two stores under one token: nothing but the store tells them apart.
  const accessToken = 'one-token-for-both';
  sandbox = await startSandboxServer({ quota: 0, storeHash: 'shop1', accessToken });
  other = await startSandboxServer({ quota: 0, storeHash: 'shop2', accessToken });
  context = contextOf(sandbox, other);
});
beforeEach(() => {
  sandbox.sandbox.reset();
  other.sandbox.reset();
});
afterEach(() => closeModules());
afterAll(async () => {
  await sandbox.stop();
  await other.stop();
});

const ana = { first_name: 'Ana', last_name: 'Ruiz' };
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ ...ana, email: `p${n}@example.com` }));
const posts = (server = sandbox) => server.sandbox.stats().items_per_post['POST /v3/customers'] ?? {};

function create(config: Record<string, unknown> & { email: string }, credentials_id = 'shop1', where = context) {
  return createCustomer({ _meta_: config.email }, { ...ana, ...config, credentials_id }, where);
}

describe('modules that are called in the same moment', () => {
  test('travel in tens, and each gets its own result', async () => {
    const answers = await Promise.all(people(100).map((person) => create(person)));
    expect(posts()).toEqual({ 10: 10 });
    answers.forEach(({ data, _meta_ }, n) => {
      expect(data).toMatchObject({ success: true, outcome: 'created', customer: { email: `p${n}@example.com` } });
      expect(_meta_).toBe(`p${n}@example.com`);
    });
    const changes = people(30).map(({ email }) =>
      updateCustomer({}, { credentials_id: 'shop1', email, company: email }, context),
    );
    for (const { data } of await Promise.all(changes)) expect(data).toMatchObject({ fields_updated: ['company'] });
    expect(sandbox.sandbox.stats().items_per_post['PUT /v3/customers']).toEqual({ 10: 3 });
  });

  test('are not spoiled by a bad one among them', async () => {
    const [first] = people(1);
    await create(first!);
    const configs: Record<string, unknown>[] = people(20);
    configs[5] = { ...configs[5], email: 'no email' };
    configs[6] = { ...configs[6], first_name: '' };
    configs[7] = { ...configs[7], customer_group_id: 999 };
    configs[8] = { ...configs[8], compnay: 'x' };
    const answers = await Promise.all(configs.map((config) => create(config as never)));
    const codes = answers.map(({ data }) => (data.success ? 'ok' : data.error.code));
    const expected = Array(20).fill('ok');
    expected[0] = 'customer_exists';
    expected[5] = expected[6] = expected[8] = 'invalid_params';
    expected[7] = 'group_not_found';
    expect(codes).toEqual(expected);
  });

  test('do not wait for one whose credentials do not come', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stuck = create({ email: 'stuck@example.com' }, 'shop1', {
      getCredentials: (id) => promise.then(() => context.getCredentials(id)),
    });
    expect((await create({ email: 'quick@example.com' })).data.success).toBe(true);
    resolve();
    expect((await stuck).data.success).toBe(true);
  });

  test('for two stores do not mix', async () => {
    const answers = await Promise.all(
      people(20).flatMap((person) => [create(person), create({ ...person, company: 'Two' }, 'shop2')]),
    );
    expect(answers.every(({ data }) => data.success)).toBe(true);
    expect([posts(sandbox), posts(other)]).toEqual([{ 10: 2 }, { 10: 2 }]);
    const companies = (server: SandboxServer) =>
      new Set(
        server.sandbox
          .customers()
          .filter(({ email }) => /^p\d+@example/.test(String(email)))
          .map(({ company }) => company),
      );
    expect([companies(sandbox), companies(other)]).toEqual([new Set(['']), new Set(['Two'])]);
  });

  test('with a token that the store refuses do no harm to those with a good one', async () => {
    const platform: ModuleContext = {
      getCredentials: (token) => ({ store_hash: 'shop1', access_token: token!, api_url: sandbox.url }),
    };
    const tokens = ['revoked-token', sandbox.accessToken];
    const answers = await Promise.all(people(20).map((person, n) => create(person, tokens[n % 2], platform)));
    const codes = answers.map(({ data }) => (data.success ? 'created' : data.error.code));
    expect(codes).toEqual(people(20).map((_, n) => (n % 2 === 0 ? 'unauthorized' : 'created')));
  });

  test('with one email get the answer that each would have alone, in their order', async () => {
    const email = 'same@example.com';
    const [first, again, skipped, updated] = await Promise.all([
      create({ email }),
      create({ email: ' SAME@example.com' }),
      create({ email, if_exists: 'skip' }),
      create({ email, company: 'Acme', if_exists: 'update' }),
    ]);
    expect(first!.data).toMatchObject({ outcome: 'created' });
    const id = first!.data.success && first!.data.customer_id;
    expect(again!.data).toMatchObject({ error: { code: 'customer_exists', details: { customer_id: id } } });
    expect(skipped!.data).toMatchObject({ outcome: 'skipped', message: `Customer ${id} exists already (skipped)` });
    expect(skipped!.data).not.toHaveProperty('duplicate_of');
    expect(updated!.data).toMatchObject({ outcome: 'updated', customer_id: id });
  });

  test('may be dry and real, and no dry one writes', async () => {
    const answers = await Promise.all(
      people(20).map((person, n) => create({ ...person, dry_run: n % 2 === 0 ? 'true' : '' })),
    );
    answers.forEach(({ data }, n) => {
      expect(data).toMatchObject(n % 2 === 0 ? { dry_run: true, would: 'created' } : { outcome: 'created' });
    });
    expect(posts()).toEqual({ 10: 1 });
  });

  test('ship an order once, though two of them ask for it', async () => {
    const { data } = await getOrders(
      {},
      { credentials_id: 'shop1', status_id: 'Awaiting Fulfillment', limit: 250, on_error: 'throw' },
      context,
    );
    const order = data.orders.find(({ items_shipped }) => items_shipped === 0)!;
    const ship = () =>
      updateOrder(
        {},
        { credentials_id: 'shop1', order_id: order.id, tracking_number: 'T-1', on_error: 'throw' },
        context,
      );
    const [first] = await Promise.all([ship(), ship()]);
    const made = sandbox.sandbox.stats().requests['POST /v2/orders/{id}/shipments'];
    expect(Object.values(made ?? {})).toEqual([(first!.data as unknown as { shipments: unknown[] }).shipments.length]);
  });

  test('lose no result when a reply is lost', async () => {
    sandbox.sandbox.setFaults([{ match: 'POST /v3/customers$', kind: 'lost-after', count: 1 }]);
    const answers = await Promise.all(people(10).map((person) => create(person)));
    expect(answers.map(({ data }) => data.success && data.outcome)).toEqual(Array(10).fill('created'));
  });
});

describe('modules of one store', () => {
  test('share its quota, whichever credential they use and whatever they do', async () => {
    const slow = await startSandboxServer({ quota: 0, storeHash: 'slow', latency: [30, 30] });
    const tokens = new Set<string>();
    const { transport, close } = createTransport();
    // The sandbox knows one token: on the way each becomes that one.
    const modules = createModules({
      readCredential: draftCredential,
      connect: ({ storeHash, apiUrl, accessToken }) =>
        connect({
          storeHash,
          apiUrl,
          accessToken,
          transport(request) {
            tokens.add(request.headers['x-auth-token']!);
            const headers = { ...request.headers, 'x-auth-token': slow.accessToken };
            return transport({ ...request, headers });
          },
        }),
    });
    const read = modules.of<object, object>(definitions.getCustomers);
    const platform: ModuleContext = {
      getCredentials: (id) => ({ store_hash: 'slow', access_token: `token-${id}`, api_url: slow.url }),
    };
    const calls = Array.from({ length: 18 }, (_, n) => read({}, { credentials_id: `${n % 2}` }, platform));
    for (const { data } of await Promise.all(calls)) expect(data.success).toBe(true);
    expect(tokens).toEqual(new Set(['token-0', 'token-1']));
    expect(slow.sandbox.stats().max_in_flight['GET /v3/customers']).toBe(3);
    await modules.close();
    await close();
    await slow.stop();
  });

  test('never overrun what it allows', async () => {
    const small = await startSandboxServer({ storeHash: 'small', quota: 12, windowMs: 1_500 });
    const where = contextOf(small);
    const calls = Array.from({ length: 30 }, () => getCustomers({}, { credentials_id: 'small', limit: 1 }, where));
    for (const { data } of await Promise.all(calls)) expect(data).toMatchObject({ success: true });
    expect(small.sandbox.stats().refused.quota).toBe(0);
    await closeModules();
    await small.stop();
  });

  test('finish when they are closed, and may be called again', async () => {
    const slow = await startSandboxServer({ quota: 0, storeHash: 'slow', latency: [40, 40] });
    const where = contextOf(slow);
    const running = Promise.all(people(100).map((person) => create(person, 'slow', where)));
    // Not those in flight: on a busy machine all may have come and gone between two looks.
    await expect.poll(() => slow.sandbox.stats().total_requests, { interval: 1 }).toBeGreaterThan(0);
    await closeModules();
    expect((await running).filter(({ data }) => data.success)).toHaveLength(100);
    expect((await create({ email: 'later@example.com' }, 'slow', where)).data.success).toBe(true);
    await closeModules();
    await slow.stop();
  });
});
