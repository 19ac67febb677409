import { createRequire } from 'node:module';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import { nodeType, openContext, openListContext } from './n8n-context.ts';

const { ExpressionError }: typeof import('n8n-workflow') = createRequire(import.meta.url)('n8n-workflow');

let server: SandboxServer;

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

const emails = (): unknown[] => server.sandbox.customers().map(({ email }) => email);

describe('an item that fails', () => {
  const items = (): IDataObject[] => {
    const list = people(25);
    list[3] = { ...list[3], email: 'no email' };
    list[12] = { ...list[12], additionalFields: { customerGroupId: { __rl: true, mode: 'name', value: 'Nobody' } } };
    return list;
  };

  test('has an error of its own where the node continues, and the others are in the store', async () => {
    const results = await execute({ credential: server, form: upsert, items: items(), continueOnFail: true });
    expect(results.map(({ pairedItem }) => pairedItem)).toEqual(items().map((_, item) => ({ item })));
    expect(results[3]!.json).toMatchObject({ error: { code: 'invalid_params', param: 'email' }, message: /./ });
    expect(results[12]!.json).toMatchObject({ error: { code: 'group_not_found' } });
    expect(Object.keys(results[3]!.json)).toEqual(['error', 'message']);
    expect(results.filter(({ json }) => json.outcome === 'created')).toHaveLength(23);
  });

  test('ends the node otherwise, with what happened, what to do next and which item it was', async () => {
    const list = items().slice(10);
    await expect(execute({ credential: server, form: upsert, items: list })).rejects.toMatchObject({
      name: 'NodeOperationError',
      message: 'No customer group has the name "Nobody".',
      description: expect.stringContaining('Create the group first'),
      context: { itemIndex: 2, data: { code: 'group_not_found' } },
    });
  });

  test('tells an AI agent all of it in the message, which is what the model is shown', async () => {
    const list = items().slice(10);
    await expect(execute({ credential: server, form: upsert, items: list, asTool: true })).rejects.toThrow(
      /No customer group has the name "Nobody"\..*Create the group first/,
    );
  });

  test('names the fields as the form does', async () => {
    const form = { ...upsert, additionalFields: { customerGroupId: { __rl: true, mode: 'id', value: 'VIPs' } } };
    await expect(execute({ credential: server, form, items: people(1) })).rejects.toThrow(
      '"Customer Group" must be a number, but "VIPs" came.',
    );
  });

  test.each<[string, IDataObject, string]>([
    [
      'with its required fields blank',
      { ...upsert, email: 'a@example.com', firstName: '', lastName: '' },
      '"First Name" is missing: it is required. "Last Name" is missing: it is required.',
    ],
    [
      'with an email that lacks its end',
      { ...upsert, email: 'ana@example', firstName: 'Ana', lastName: 'Ruiz' },
      '"Email": "ana@example" is no email address.',
    ],
    ['with no email', { ...upsert, email: 'no', firstName: 'Ana', lastName: 'Ruiz' }, '"Email" has 2 characters'],
    [
      'with an entry that is too long',
      { ...upsert, ...people(1)[0], additionalFields: { addresses: { values: [{ zip: '1'.repeat(31) }] } } },
      '"Postal Code" of entry 1 of "Addresses" has 31 characters',
    ],
    [
      'with an address in no country',
      {
        ...upsert,
        ...people(1)[0],
        additionalFields: { addresses: { values: [{ address1: 'X', countryCode: 'Narnia' }] } },
      },
      '"Addresses": "Narnia" is no ISO 3166-1 country code',
    ],
    [
      'with an address that is incomplete',
      { ...upsert, ...people(1)[0], additionalFields: { city: 'Madrid' }, options: { onIncompleteAddress: 'fail' } },
      '"Address Line 1", "Address Country" missing. Give the rest, or set "Incomplete Address" to "Leave It Out, with a Warning".',
    ],
    [
      'whose order has a carrier and no parcel',
      { resource: 'order', operation: 'update', orderId: '100', updateFields: { shippingProvider: 'ups' } },
      'give "Shipment Tracking Number", too.',
    ],
    [
      'whose order has a status that is misspelt',
      { resource: 'order', operation: 'update', orderId: '100', updateFields: { statusId: 'Shiped' } },
      'cannot be "Shiped". Did you mean Shipped? It must be one of Incomplete, Pending, ',
    ],
    [
      'that only blanks are to change',
      {
        resource: 'customer',
        operation: 'update',
        customer: { __rl: true, mode: 'id', value: '1' },
        updateFields: { company: '' },
      },
      'to empty it use "Fields to Empty"',
    ],
  ])('%s is told so in the words of the form, whether the node stops or continues', async (_, form, said) => {
    const stopped = await execute({ credential: server, form }).catch((error) => error);
    const [continued] = await execute({ credential: server, form, continueOnFail: true });
    const whole = [stopped.message, stopped.description].filter(Boolean).join(' ');
    expect(whole).toContain(said);
    expect(continued!.json).toMatchObject({ message: whole, error: { code: 'invalid_params', message: whole } });
    expect(stopped.context.data).toEqual(continued!.json.error);
  });

  test('is told of an attribute that is given twice, or has no name', async () => {
    for (const [name, why] of [
      ['Loyalty Tier', /names "Loyalty Tier" twice/],
      ['', /has the value "Silver" without a name/],
    ] as const) {
      const values = [
        { name: 'Loyalty Tier', value: 'Gold' },
        { name, value: 'Silver' },
      ];
      const form = { ...upsert, additionalFields: { attributes: { values } } };
      await expect(execute({ credential: server, form, items: people(1) })).rejects.toThrow(why);
    }
    expect(emails()).not.toContain('p0@example.com');
  });
});

describe('an expression that cannot be evaluated', () => {
  const run = (continueOnFail: boolean) => {
    const parameters = (index: number): IDataObject => {
      if (index !== 1) return { ...upsert, ...people(3)[index] };
      throw new ExpressionError('No data', { description: 'Execute the node before.', parameter: 'email' });
    };
    const context = openContext({ credential: server, items: Array(3).fill({ json: {} }), parameters, continueOnFail });
    return nodeType.execute!.call(context) as Promise<INodeExecutionData[][]>;
  };

  test('is the failure of its item alone, with what n8n says of it', async () => {
    const [results] = await run(true);
    expect(results!.map(({ json }) => json.outcome ?? json.message)).toEqual([
      'created',
      'No data. Execute the node before.',
      'created',
    ]);
    expect(results![1]!.json.error).toMatchObject({ code: 'invalid_params', retryable: false });
  });

  test("ends the node otherwise with n8n's own error, which leads to the field", async () => {
    await expect(run(false)).rejects.toMatchObject({
      name: 'ExpressionError',
      description: 'Execute the node before.',
      context: { itemIndex: 1, parameter: 'email', data: { code: 'invalid_params' } },
    });
  });
});

describe('Retry On Fail', () => {
  test('after half a batch ends with no error and no second customer', async () => {
    const before = emails().length;
    // Of the second ten, four are committed, and the reply blames the store; later tries meet a store that is down.
    server.sandbox.setFaults([
      { kind: 'partial', match: 'POST /v3/customers$', skip: 1, count: 1, reply: '5xx' },
      { kind: '5xx', match: 'GET /v3/customers', count: 20, status: 503 },
    ]);
    const form = { ...upsert, options: { maxWaitMs: 1500 } };
    await expect(execute({ credential: server, form, items: people(25) })).rejects.toMatchObject({
      context: { data: { retryable: true } },
    });
    const half = emails().length - before;
    expect(half).toBeGreaterThanOrEqual(10);
    expect(half).toBeLessThan(25);

    server.sandbox.setFaults([]);
    const results = await execute({ credential: server, form: upsert, items: people(25) });
    expect(results).toHaveLength(25);
    expect(results.every(({ json }) => ['created', 'unchanged', 'updated'].includes(String(json.outcome)))).toBe(true);
    expect(emails()).toHaveLength(before + 25);
    expect(new Set(emails()).size).toBe(before + 25);
  });

  test('meets no request of the try before: nothing is sent once the node has failed', async () => {
    const before = emails().length;
    const items = people(400);
    items[25] = { ...items[25], email: 'no email' };
    await expect(execute({ credential: server, form: upsert, items })).rejects.toThrow(/no email/);
    const { total_requests, in_flight } = server.sandbox.stats();
    expect(in_flight).toBe(0);
    expect(emails().length - before).toBeGreaterThanOrEqual(25);
    expect(emails().length - before).toBeLessThan(399);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.sandbox.stats().total_requests).toBe(total_requests);
  });

  test('a reply that is lost is asked after: the item is created once and has no error', async () => {
    server.sandbox.setFaults([{ kind: 'lost-after', match: 'POST /v3/customers$', count: 1 }]);
    const results = await execute({ credential: server, form: upsert, items: people(10) });
    expect(results.map(({ json }) => json.outcome)).toEqual(people(10).map(() => 'created'));
    expect(emails().filter((email) => /^p\d@/.test(String(email)))).toHaveLength(10);
  });
});

describe('the store', () => {
  test('that refuses the token is named to every item, without the token', async () => {
    const credential = { ...server, accessToken: 'wrong-token-4711' };
    const failed = await execute({ credential, form: upsert, items: people(3) }).catch((error) => error);
    expect(failed).toMatchObject({
      message: expect.stringMatching(/^BigCommerce refused the access token for store sandbox1 \(401\)/),
      description: expect.stringContaining('Create a token'),
    });
    expect(everythingIn(failed)).not.toContain('4711');
    const results = await execute({ credential, form: upsert, items: people(3), continueOnFail: true });
    expect(results.map(({ json }) => (json.error as IDataObject).code)).toEqual(Array(3).fill('unauthorized'));
    expect(results[0]!.json.message).toContain('and enter it in the credential of this node.');
    expect(JSON.stringify(results)).not.toContain('4711');
  });

  test.each<[string, IDataObject, (i: number) => IDataObject]>([
    ['Get Many', { resource: 'customer', operation: 'getAll' }, (i) => ({ filters: { emails: `p${i}@example.com` } })],
    ['Get', { resource: 'customer', operation: 'get' }, (i) => ({ customer: i + 1 })],
    ['Delete', { resource: 'customer', operation: 'delete' }, (i) => ({ customer: i + 1 })],
    ['Delete of several', { resource: 'customer', operation: 'delete' }, (i) => ({ customer: `${i + 1}, ${i + 2}` })],
    ['Get an order', { resource: 'order', operation: 'get' }, (i) => ({ orderId: i + 1 })],
    [
      'Update an order',
      { resource: 'order', operation: 'update', updateFields: { staffNotes: 'x' } },
      (i) => ({ orderId: i }),
    ],
  ])('that refuses the token is not asked again for each of 60 items: %s', async (_, form, itemOf) => {
    const credential = { ...server, accessToken: 'wrong' };
    const items = Array.from({ length: 60 }, (_, i) => itemOf(i + 1));
    const results = await execute({ credential, form, items, continueOnFail: true });
    expect(results.map(({ json, pairedItem }) => [(json.error as IDataObject).code, pairedItem])).toEqual(
      items.map((_, item) => ['unauthorized', { item }]),
    );
    expect(server.sandbox.stats().total_requests).toBeLessThanOrEqual(4);
  });

  test('that cannot be reached is named with its address', async () => {
    const credential = { ...server, url: 'http://127.0.0.1:9', accessToken: 'token-4711' };
    const form = { ...upsert, options: { maxWaitMs: 100 } };
    const failed = await execute({ credential, form, items: people(1) }).catch((error) => error);
    expect(failed.message).toContain('http://127.0.0.1:9');
    expect(failed.message).toContain('cannot be reached');
    expect(everythingIn(failed)).not.toContain('4711');
  });

  test('is not sent a token over plain http, unless it is on this machine', async () => {
    const credential = { ...server, url: 'http://api.example.com' };
    const results = await execute({ credential, form: upsert, items: people(2), continueOnFail: true });
    expect(results.map(({ json }) => json.message)).toEqual(Array(2).fill(expect.stringContaining('https://')));
  });

  test('is sent nothing more by an execution that somebody stops', async () => {
    const control = new AbortController();
    control.abort();
    await expect(
      execute({ credential: server, form: upsert, items: people(3), cancel: control.signal }),
    ).rejects.toThrow(/cancelled/);
    expect(server.sandbox.stats().total_requests).toBe(0);
  });

  test('is left at once by an execution that is stopped on its way, and each item then has one fate', async () => {
    const before = emails().length;
    const control = new AbortController();
    const run = execute({
      credential: server,
      form: upsert,
      items: people(600),
      cancel: control.signal,
      continueOnFail: true,
    });
    while (emails().length === before) await new Promise((resolve) => setImmediate(resolve));
    control.abort();
    const results = await run;
    expect(results).toHaveLength(600);
    const created = results.filter(({ json }) => json.outcome === 'created').length;
    const failed = results.filter(({ json }) => json.error);
    expect(created + failed.length).toBe(600);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ json }) => (json.error as IDataObject).retryable))).toEqual(new Set([true]));
    // What was in flight may be in the store: then its item says that nobody knows.
    const unknown = failed.filter(({ json }) => (json.error as IDataObject).code === 'outcome_unknown').length;
    expect(emails().length - before).toBeLessThanOrEqual(created + unknown);
  });

  test('has one quota for all executions', async () => {
    const small = await startSandboxServer({ empty: true, quota: 6, windowMs: 1000 });
    const runs = ['a', 'b', 'c'].map((tag) => execute({ credential: small, form: upsert, items: people(30, tag) }));
    expect((await Promise.all(runs)).flat()).toHaveLength(90);
    const { refused, rows } = small.sandbox.stats();
    await small.stop();
    expect(rows.customers).toBe(90);
    expect(refused.quota).toBe(0);
  });
});

describe('the form', () => {
  const search = (method: string, filter?: string) =>
    nodeType.methods!.listSearch![method]!.call(openListContext(server), filter);

  test('lists the groups, attributes and statuses by name', async () => {
    const groups = await search('searchCustomerGroups');
    expect(groups.results).toContainEqual({ name: 'VIP', value: 3 });
    expect((await search('searchCustomerGroups', 'vi')).results).toEqual([{ name: 'VIP', value: 3 }]);
    expect((await search('searchCustomerAttributes', 'tier')).results).toEqual([
      { name: 'Loyalty Tier', value: 'Loyalty Tier' },
    ]);
    expect((await search('searchOrderStatuses')).results).toHaveLength(15);
    expect((await search('searchOrderStatuses', 'shipped')).results).toContainEqual({ name: 'Shipped', value: 2 });
  });

  test('says why it has no list', async () => {
    const context = openListContext({ ...server, accessToken: 'wrong-token-4711' });
    const failed = await nodeType.methods!.listSearch!.searchCustomerGroups!.call(context).catch((error) => error);
    expect(failed.message).toContain('refused the access token');
    expect(failed.message).toMatch(/and enter it in the credential of this node\.$/);
    expect(everythingIn(failed)).not.toContain('4711');
  });
});

/** All that an error shows, to n8n's log and to a person. */
function everythingIn(error: unknown): string {
  const seen = new Set<unknown>();
  return JSON.stringify(error ?? null, function (this: unknown, _, value) {
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '[again]';
    seen.add(value);
    if (!(value instanceof Error)) return value;
    const own = Object.fromEntries(Object.getOwnPropertyNames(value).map((name) => [name, value[name as never]]));
    return { ...own, cause: value.cause };
  });
}
