import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConnectedStore, connect, isRollcallError, nodes, RollcallError } from '../src/library.ts';
import { type SandboxServer, startSandboxServer } from '../src/sandbox/index.ts';

let sandbox: SandboxServer;
let store: ConnectedStore;

beforeAll(async () => {
  sandbox = await startSandboxServer({ quota: 0 });
  const { storeHash, accessToken, url: apiUrl } = sandbox;
  store = connect({ storeHash, accessToken, apiUrl });
});

afterAll(async () => {
  await store.close();
  await sandbox.stop();
});

const person = (email: string) => ({ email, first_name: 'Ana', last_name: 'Ruiz' });

describe('a program that embeds the nodes', () => {
  test('gets the success object of a node, or an error with a code', async () => {
    const created = await nodes.createCustomer(store, { ...person('ana@example.com'), customer_group_id: '3' });
    expect(created).toMatchObject({ success: true, outcome: 'created', customer: { customer_group_id: 3 } });
    const again = nodes.createCustomer(store, person('ana@example.com'));
    await expect(again).rejects.toBeInstanceOf(RollcallError);
    await again.catch((error: unknown) => {
      expect(isRollcallError(error) && error.code).toBe('customer_exists');
    });
  });

  test('has all seven nodes', async () => {
    expect(Object.keys(nodes)).toEqual([
      'createCustomer',
      'getCustomers',
      'updateCustomer',
      'getOrders',
      'updateOrder',
      'getCustomerGroups',
      'deleteCustomers',
    ]);
    expect(await nodes.getCustomers(store, { email: 'ana@example.com' })).toMatchObject({ success: true, total: 1 });
    expect(await nodes.getCustomerGroups(store, {})).toMatchObject({ success: true });
    expect(await nodes.getOrders(store, { limit: 1 })).toMatchObject({ success: true, count: 1 });
  });

  test('gets one result per item in the order of the items, from an array or a stream', async () => {
    const items = Array.from({ length: 12 }, (_, n) => person(`m${n}@example.com`));
    const mixed = items.with(5, { ...items[5]!, email: 'no email' });
    const results = await nodes.createCustomer.many(store, mixed);
    expect(results.map(({ success }) => success)).toEqual(mixed.map((_, n) => n !== 5));
    async function* stream() {
      yield* items.slice(0, 3).map((item) => ({ ...item, if_exists: 'skip' as const, company: 'X' }));
    }
    const streamed = await nodes.createCustomer.many(store, stream());
    expect(streamed.map((result) => result.success && result.outcome)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('is told at once what is wrong with its connection', () => {
    expect(() => connect({ storeHash: 'a/b', accessToken: 'x' })).toThrow('store_hash');
    expect(() => connect({ storeHash: 'abc', accessToken: ' ' })).toThrow('access_token');
  });

  test('never finds the token in the store object that it logs', () => {
    expect(JSON.stringify({ ...store, gate: undefined, transport: undefined })).not.toContain(sandbox.accessToken);
  });
});
