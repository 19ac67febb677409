import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';

let server: SandboxServer;
const customers = (operation: string, more: IDataObject = {}): IDataObject => ({
  resource: 'customer',
  operation,
  ...more,
});
const customer = (mode: 'id' | 'email', value: unknown) => ({ customer: { __rl: true, mode, value } as IDataObject });

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

describe('Create or Update', () => {
  test('comes first in the menu, and is what a new node does', async () => {
    const { description } = (await import('./n8n-context.ts')).nodeType;
    const [, menu] = description.properties;
    expect(menu!.options![0]).toMatchObject({ name: 'Create or Update', value: 'upsert' });
    expect(menu!.default).toBe('upsert');
  });

  test('sends 25 new customers in three requests, and pairs each with its item', async () => {
    const results = await execute({ credential: server, form: upsert, items: people(25) });
    expect(results).toHaveLength(25);
    for (const [index, { json, pairedItem }] of results.entries()) {
      expect(json).toMatchObject({ email: `p${index}@example.com`, last_name: `Ruiz ${index}`, outcome: 'created' });
      expect(pairedItem).toEqual({ item: index });
    }
    expect(server.sandbox.stats().items_per_post['POST /v3/customers']).toEqual({ '10': 2, '5': 1 });
  });

  test('changes who is there, and creates nobody twice', async () => {
    await execute({ credential: server, form: upsert, items: people(3) });
    const before = server.sandbox.customers().length;
    const form = { ...upsert, additionalFields: { company: 'Acme' } };
    const results = await execute({ credential: server, form, items: people(4) });
    expect(results.map(({ json }) => json.outcome)).toEqual(['updated', 'updated', 'updated', 'created']);
    expect(results.map(({ json }) => json.company)).toEqual(['Acme', 'Acme', 'Acme', 'Acme']);
    expect(server.sandbox.customers()).toHaveLength(before + 1);
  });

  test('shows first who it is and what became of it, since the table of results is wider than a screen', async () => {
    const form = { ...upsert, additionalFields: { city: 'Madrid' } };
    const [written] = await execute({ credential: server, form, items: people(1) });
    const leading = ['id', 'email', 'first_name', 'last_name'];
    expect(Object.keys(written!.json).slice(0, 6)).toEqual([...leading, 'outcome', 'warnings']);
    const [listed] = await execute({ credential: server, form: customers('getAll', { limit: 1 }) });
    expect(Object.keys(listed!.json).slice(0, 4)).toEqual(leading);
  });

  test('takes a group by its name', async () => {
    const additionalFields = { customerGroupId: { __rl: true, mode: 'name', value: 'vip' } };
    const [result] = await execute({ credential: server, form: { ...upsert, additionalFields }, items: people(1) });
    expect(result!.json).toMatchObject({ outcome: 'created', customer_group_id: 3 });
  });

  test('carries warnings beside the fields of the customer', async () => {
    const form = { ...upsert, additionalFields: { address1: 'Calle Mayor 5', city: 'Madrid' } };
    const [result] = await execute({ credential: server, form, items: people(1) });
    expect(result!.json).toMatchObject({
      email: 'p0@example.com',
      outcome: 'created',
      warnings: [{ code: 'address_incomplete', missing: ['country_code'] }],
    });
  });

  test('takes what the lists of the form are filled with: addresses, attributes, a group', async () => {
    const additionalFields = {
      customerGroupId: { __rl: true, mode: 'list', value: 3, cachedResultName: 'VIP' },
      addresses: { values: [{ address1: 'Calle Mayor 5', city: 'Madrid', countryCode: 'Spain', zip: '28001' }] },
      attributes: { values: [{ name: { __rl: true, mode: 'list', value: 'Loyalty Tier' }, value: 'Gold' }] },
    };
    const [result] = await execute({ credential: server, form: { ...upsert, additionalFields }, items: people(1) });
    expect(result!.json).toMatchObject({ outcome: 'created', customer_group_id: 3 });
    const form = customers('get', {
      ...customer('id', result!.json.id),
      options: { includeAddresses: true, includeAttributes: true },
    });
    const [got] = await execute({ credential: server, form });
    expect(got!.json).toMatchObject({
      addresses: [{ address1: 'Calle Mayor 5', country_code: 'ES' }],
      attributes: [{ attribute_value: 'Gold' }],
    });
  });

  test('gives the whole answer with Full Response', async () => {
    const form = { ...upsert, options: { fullResponse: true } };
    const [result] = await execute({ credential: server, form, items: people(1) });
    expect(result!.json).toMatchObject({
      success: true,
      customer: { email: 'p0@example.com' },
      customer_id: expect.any(Number),
      outcome: 'created',
      message: expect.stringContaining('created successfully'),
    });
  });

  test('writes nothing in a dry run, also where only some items are dry', async () => {
    const before = server.sandbox.customers().length;
    const items = people(4).map((person, i) => ({ ...person, options: { dryRun: i % 2 === 0 } }));
    const results = await execute({ credential: server, form: upsert, items });
    expect(results.map(({ json }) => json.would ?? json.outcome)).toEqual(['created', 'created', 'created', 'created']);
    expect(results.map(({ json }) => json.dry_run ?? false)).toEqual([true, false, true, false]);
    expect(server.sandbox.customers()).toHaveLength(before + 2);
  });
});

describe('Create', () => {
  test('leaves a customer alone who exists, unless an option says otherwise', async () => {
    await execute({ credential: server, form: upsert, items: people(1) });
    await expect(execute({ credential: server, form: customers('create'), items: people(1) })).rejects.toMatchObject({
      message: expect.stringContaining('exists already as customer'),
      description: expect.stringContaining('"If the Email Is Taken"'),
    });
    const form = customers('create', { options: { ifExists: 'skip' } });
    const [result] = await execute({ credential: server, form, items: people(1) });
    expect(result!.json).toMatchObject({ email: 'p0@example.com', outcome: 'skipped' });
  });
});

describe('Get', () => {
  test('finds 60 customers by ID in two requests, each with its item', async () => {
    const made = await execute({ credential: server, form: upsert, items: people(60) });
    const before = reads();
    const items = made.map(({ json }) => customer('id', json.id)).reverse();
    const results = await execute({ credential: server, form: customers('get'), items });
    expect(results.map(({ json }) => json.email)).toEqual(made.map(({ json }) => json.email).reverse());
    expect(results.map(({ pairedItem }) => pairedItem)).toEqual(made.map((_, item) => ({ item })));
    expect(reads() - before).toBe(2);
  });

  test('finds customers by email in any letter case', async () => {
    await execute({ credential: server, form: upsert, items: people(12) });
    const before = reads();
    const items = people(12).map(({ email }) => customer('email', String(email).toUpperCase()));
    const results = await execute({ credential: server, form: customers('get'), items });
    expect(results.map(({ json }) => json.email)).toEqual(people(12).map(({ email }) => email));
    expect(reads() - before).toBe(1);
  });

  test('says who is not there, of each item that asks for somebody', async () => {
    const items = [customer('id', 99999999), customer('email', 'nobody@example.com'), customer('id', 'x')];
    const results = await execute({ credential: server, form: customers('get'), items, continueOnFail: true });
    expect(results.map(({ json }) => (json.error as IDataObject).code)).toEqual([
      'customer_not_found',
      'customer_not_found',
      'invalid_params',
    ]);
    expect(results[0]!.json.message).toMatch(/No customer has the ID 99999999/);
  });
});

describe('Get Many', () => {
  test('walks the whole store, however many pages it has', async () => {
    await execute({ credential: server, form: upsert, items: people(600, 'many') });
    const all = server.sandbox.customers().length;
    expect(all).toBeGreaterThan(600);
    const form = customers('getAll', { returnAll: true });
    const results = await execute({ credential: server, form });
    expect(new Set(results.map(({ json }) => json.id)).size).toBe(all);
    expect(results[0]).toMatchObject({ json: { email: expect.any(String) }, pairedItem: { item: 0 } });

    const sorted = await execute({ credential: server, form: { ...form, options: { sort: 'last_name:desc' } } });
    const names = sorted.map(({ json }) => String(json.last_name));
    expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a)));
    expect(names).toHaveLength(all);
  });

  test('stops at the limit, also beyond one page', async () => {
    await execute({ credential: server, form: upsert, items: people(300, 'many') });
    expect(await execute({ credential: server, form: customers('getAll', { limit: 260 }) })).toHaveLength(260);
    expect(await execute({ credential: server, form: customers('getAll') })).toHaveLength(50);
    await expect(execute({ credential: server, form: customers('getAll', { limit: 'many' }) })).rejects.toThrow(
      /"Limit" must be a number/,
    );
    const page = customers('getAll', { limit: 7, options: { page: 2, sort: 'date_created:asc' } });
    expect(await execute({ credential: server, form: page })).toHaveLength(7);
  });

  test('filters, and gives the list as one object with Full Response', async () => {
    await execute({ credential: server, form: upsert, items: people(3) });
    const form = customers('getAll', { filters: { emails: 'p0@example.com, p2@example.com' } });
    const results = await execute({ credential: server, form });
    expect(results.map(({ json }) => json.email).sort()).toEqual(['p0@example.com', 'p2@example.com']);
    const [full] = await execute({ credential: server, form: { ...form, options: { fullResponse: true } } });
    expect(full!.json).toMatchObject({ success: true, total: 2, customers: [{}, {}] });
    const none = customers('getAll', { filters: { name: 'nobody at all' } });
    expect(await execute({ credential: server, form: none })).toEqual([]);
  });

  test('takes a moment as n8n gives it to a date field', async () => {
    const filters = { dateCreatedMin: { toISO: () => '2100-01-01T00:00:00.000Z' } as unknown as IDataObject };
    expect(await execute({ credential: server, form: customers('getAll', { filters }) })).toEqual([]);
  });
});

describe('Update', () => {
  test('changes 12 customers in two requests, by ID or by email', async () => {
    const made = await execute({ credential: server, form: upsert, items: people(12) });
    const items = made.map(({ json }, i) => (i % 2 ? customer('id', json.id) : customer('email', json.email)));
    const form = customers('update', { updateFields: { company: 'Acme' } });
    const results = await execute({ credential: server, form, items });
    expect(results.map(({ json }) => json.company)).toEqual(made.map(() => 'Acme'));
    expect(results.map(({ json }) => json.outcome)).toEqual(made.map(() => 'updated'));
    expect(server.sandbox.stats().items_per_post['PUT /v3/customers']).toEqual({ '10': 1, '2': 1 });
    const [cleared] = await execute({
      credential: server,
      form: customers('update', { ...customer('id', made[0]!.json.id), updateFields: { clear: ['company'] } }),
    });
    expect(cleared!.json).toMatchObject({ company: '', outcome: 'updated' });
  });
});

describe('Delete', () => {
  test('really deletes, 60 customers in six requests', async () => {
    const made = await execute({ credential: server, form: upsert, items: people(60) });
    const asked = server.sandbox.stats().total_requests;
    const before = server.sandbox.customers().length;
    const items = made.map(({ json }) => customer('id', json.id));
    const results = await execute({ credential: server, form: customers('delete'), items });
    expect(results.map(({ json }) => json)).toEqual(made.map(({ json }) => ({ deleted: true, id: json.id })));
    expect(server.sandbox.customers()).toHaveLength(before - 60);
    expect(server.sandbox.stats().requests['DELETE /v3/customers']).toEqual({ '204': 2 });
    // Two lookups and two deletes, of fifty and of ten; for all of them a count and a page of the orders.
    expect(server.sandbox.stats().total_requests - asked).toBe(6);
  });

  test('takes several to one item, by ID or by email, and says who was not there', async () => {
    const made = await execute({ credential: server, form: upsert, items: people(3) });
    const [a, b] = made.map(({ json }) => json.id);
    const items = [customer('id', `${a}, ${b}, 99999999`), customer('email', 'p2@example.com')];
    const results = await execute({ credential: server, form: customers('delete'), items, continueOnFail: true });
    expect(results).toMatchObject([
      { json: { deleted: true, id: a }, pairedItem: { item: 0 } },
      { json: { deleted: true, id: b }, pairedItem: { item: 0 } },
      { json: { error: { code: 'customer_not_found' } }, pairedItem: { item: 0 } },
      { json: { deleted: true, id: made[2]!.json.id }, pairedItem: { item: 1 } },
    ]);
    expect(results[2]!.json.message).toMatch(/No customer has the ID 99999999/);
  });

  test('deletes nobody in a dry run', async () => {
    const [made] = await execute({ credential: server, form: upsert, items: people(1) });
    const before = server.sandbox.customers().length;
    const form = customers('delete', { ...customer('id', made!.json.id), options: { dryRun: true } });
    const [result] = await execute({ credential: server, form });
    expect(result!.json).toEqual({ deleted: false, id: made!.json.id, dry_run: true, has_orders: false });
    expect(server.sandbox.customers()).toHaveLength(before);
  });
});

test('Get Groups gives one item for each group', async () => {
  const results = await execute({ credential: server, form: customers('getGroups', { returnAll: true }) });
  expect(results.length).toBeGreaterThan(1);
  expect(results.map(({ json }) => json.id)).toContain(3);
  const full = customers('getGroups', { returnAll: true, options: { fullResponse: true } });
  const [answer] = await execute({ credential: server, form: full });
  expect(answer!.json).toMatchObject({ success: true, count: results.length, groups: results.map(() => ({})) });
  const vip = customers('getGroups', { filters: { name: 'VIP' } });
  expect((await execute({ credential: server, form: vip })).map(({ json }) => json.name)).toEqual(['VIP']);
});

function reads(): number {
  return Object.values(server.sandbox.stats().requests['GET /v3/customers'] ?? {}).reduce((sum, n) => sum + n, 0);
}
