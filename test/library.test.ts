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

  test('is told at once what is wrong with its connection, by the name of the option', () => {
    const refused = (options: Record<string, unknown>) => {
      try {
        connect({ storeHash: 'abc', accessToken: 'x', ...options });
      } catch (error) {
        if (isRollcallError(error)) return [error.code, error.param, error.message];
      }
      return undefined;
    };
    expect(refused({ storeHash: 'a/b' })).toEqual(['invalid_params', 'storeHash', expect.stringContaining('abc123')]);
    expect(refused({ storeHash: undefined })?.slice(0, 2)).toEqual(['invalid_params', 'storeHash']);
    expect(refused({ accessToken: ' ' })).toEqual(['invalid_params', 'accessToken', 'accessToken is missing.']);
    expect(refused({ quotaShare: 2 })?.[2]).toContain('quotaShare must be');
    expect(refused({ apiUrl: 'http://api.example.com' })?.slice(0, 2)).toEqual(['invalid_params', 'apiUrl']);
    expect(refused({ storeHash: 'https://a.example/stores/abc/v3', apiUrl: 'https://b.example' })).toEqual([
      'invalid_params',
      'apiUrl',
      'storeHash names the API at https://a.example, and apiUrl names https://b.example. Leave out apiUrl, or give the store hash alone (abc).',
    ]);
    expect(refused({})).toBeUndefined();
  });

  test('is told of a misspelt option, instead of calling another store than it meant', async () => {
    const misspelt = { storeHash: 'abc', accessToken: 'x', apiURL: sandbox.url };
    expect(() => connect(misspelt)).toThrow('There is no option "apiURL" of connect: did you mean "apiUrl"?');
    expect(() => connect({ ...misspelt, apiURL: undefined } as never)).toThrow(RollcallError);
    // What resembles no option may be there for others: a sandbox server is given as it is.
    await connect({ ...sandbox, apiUrl: sandbox.url }).close();
    expect(() => connect(undefined as never)).toThrow('The options of connect must be an object.');
    const call = { maxWaitMS: 5 } as object;
    const message = 'There is no option "maxWaitMS" of a call: did you mean "maxWaitMs"?';
    await expect(nodes.getCustomerGroups(store, {}, call)).rejects.toThrow(message);
    await expect(nodes.createCustomer.many(store, [], call)).rejects.toThrow(message);
  });

  test('is told what a call takes, where it gives something else', async () => {
    const call = nodes.createCustomer as (...args: unknown[]) => Promise<unknown>;
    const many = nodes.createCustomer.many as (...args: unknown[]) => Promise<unknown>;
    for (const calling of [call(person('x@example.com')), call(undefined, {}), many([person('x@example.com')])])
      await expect(calling).rejects.toMatchObject({ code: 'invalid_params', param: 'store' });
    for (const items of [undefined, null, person('x@example.com'), 'x@example.com'])
      await expect(many(store, items)).rejects.toMatchObject({ code: 'invalid_params', param: 'items' });
  });

  test('may name the store by the API path that BigCommerce shows', async () => {
    const { storeHash, accessToken, url } = sandbox;
    const shown = connect({ storeHash: `${url}/stores/${storeHash}/v3/`, accessToken });
    expect([shown.storeHash, shown.apiUrl]).toEqual([storeHash, url]);
    expect(await nodes.getCustomerGroups(shown, {})).toMatchObject({ success: true });
    await shown.close();
    const real = connect({ storeHash: 'https://api.bigcommerce.com/stores/abc123/v3/', accessToken });
    expect(real.key).toBe('https://api.bigcommerce.com/stores/abc123');
    await real.close();
  });

  test('is told that it closed the store, and not to look for its network', async () => {
    const { storeHash, accessToken, url: apiUrl } = sandbox;
    for (const transport of [undefined, store.transport]) {
      const other = connect({ storeHash, accessToken, apiUrl, ...(transport && { transport }) });
      await other.close();
      const failed = await nodes.getCustomers(other, { limit: 1 }).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code: 'network', retryable: false });
      expect((failed as Error).message).toMatch(/^The store was closed: /);
      const many = await nodes.createCustomer.many(other, [person('late@example.com')]);
      expect(many).toMatchObject([{ success: false, error: { code: 'network', retryable: false } }]);
    }
    expect(await nodes.getCustomers(store, { email: 'late@example.com' })).toMatchObject({ total: 0 });
  });

  test('never finds the token in the store object that it logs', () => {
    expect(JSON.stringify({ ...store, gate: undefined, transport: undefined })).not.toContain(sandbox.accessToken);
  });
});
