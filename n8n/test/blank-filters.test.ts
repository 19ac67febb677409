import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import { nodeType, openEvaluated } from './n8n-context.ts';

let server: SandboxServer;
const many: IDataObject = { resource: 'customer', operation: 'getAll' };
const run = (form: IDataObject, items?: IDataObject[], asTool = false) =>
  execute({ credential: server, form, asTool, ...(items && { items }) });
const requests = () => server.sandbox.stats().total_requests;

beforeAll(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterAll(() => server.stop());

describe('a filter that comes out blank', () => {
  test.each<[string, string, unknown]>([
    ['customerIds', 'Customer IDs', []],
    ['customerIds', 'Customer IDs', [null]],
    ['customerIds', 'Customer IDs', ', '],
    ['customerIds', 'Customer IDs', ''],
    ['emails', 'Emails', [undefined]],
    ['emails', 'Emails', [' ']],
    ['emails', 'Emails', null],
    ['company', 'Company', ' '],
    ['customerGroupId', 'Customer Group', { __rl: true, mode: 'id', value: '' }],
    ['dateCreatedMin', 'Created From', ''],
  ])('lists nobody, and names %s: %s %j', async (field, label, value) => {
    const before = requests();
    const filters = { dateCreatedMax: '2100-01-01', [field]: value } as IDataObject;
    await expect(run(many, [{ filters }])).rejects.toMatchObject({
      message: `"${label}" is blank: its expression gives nothing for item 0.`,
      description: expect.stringContaining('would list everybody'),
      context: { data: { code: 'invalid_params' } },
    });
    expect(requests()).toBe(before);
  });

  test('lists nobody where the expression knows no such field', async () => {
    expect(await unpruned(many, { filters: { emails: undefined } })).toContain('"Emails" is blank');
  });

  test('narrows no orders either', async () => {
    const filters = { customerId: '' };
    await expect(run({ resource: 'order', operation: 'getAll' }, [{ filters }])).rejects.toThrow(
      '"Customer ID" is blank',
    );
  });

  test('lists all where somebody left it blank by hand, or a model had nothing to look for', async () => {
    const filters = { emails: '', company: '' };
    expect(await run({ ...many, filters })).toHaveLength(50);
    expect(await run(many, [{ filters }], true)).toHaveLength(50);
    await expect(run(many, [{ filters: { emails: [] } }], true)).rejects.toThrow(
      '"Emails" must hold at least one value',
    );
  });
});

describe('added fields that the form does not have', () => {
  test.each<[string, unknown, string]>([
    [
      'additionalFields',
      { customer_group: 'VIP' },
      `"Additional Fields" has no field 'customer_group'. Did you mean customerGroupId ("Customer Group")?`,
    ],
    [
      'additionalFields',
      { compnay: 'Acme' },
      `"Additional Fields" has no field 'compnay'. Did you mean company (company)?`,
    ],
    ['additionalFields', 'company: Acme', '"Additional Fields" must be an object of fields, but "company: Acme" came.'],
    ['additionalFields', [{ company: 'Acme' }], '"Additional Fields" must be an object of fields, but a list came.'],
    ['options', { dry_run: true }, `"Options" has no field 'dry_run'. Did you mean dryRun ("Dry Run")?`],
  ])('are refused by name, and nobody is created: %s %j', async (collection, value, why) => {
    const before = requests();
    const form = { ...upsert, ...people(1)[0] };
    const failed = await unpruned(form, { [collection]: value });
    expect(failed).toBe(why);
    expect(requests()).toBe(before);
  });
});

describe('a dry run that an expression leaves unclear', () => {
  test.each(['', ' ', null, [], 'maybe'])('writes and deletes nothing: %j', async (dryRun) => {
    const before = server.sandbox.customers();
    const customer = { __rl: true, mode: 'id', value: String(before[0]!.id) };
    for (const form of [
      { ...upsert, ...people(1)[0] },
      { ...upsert, operation: 'create', ...people(1)[0] },
      { ...upsert, operation: 'update', customer, updateFields: { company: 'Acme' } },
      { ...upsert, operation: 'delete', customer },
    ])
      await expect(run(form, [{ options: { dryRun } as IDataObject }])).rejects.toThrow(
        '"Dry Run" must be true or false, but ',
      );
    expect(server.sandbox.customers()).toEqual(before);
  });
});

test('a dry run whose expression knows no such field deletes nobody', async () => {
  const form = { resource: 'customer', operation: 'delete', customer: { __rl: true, mode: 'id', value: '1' } };
  expect(await unpruned(form, { options: { dryRun: undefined } })).toContain('"Dry Run" must be true or false');
  expect(server.sandbox.customers().map(({ id }) => id)).toContain(1);
});

describe('several emails in one text', () => {
  test.each([', ', '; ', '\n', ' '])('are as many customers, to list and to delete: %j', async (between) => {
    const made = await run(upsert, people(2, 'several'));
    const emails = made.map(({ json }) => json.email).join(between);
    const ids = made.map(({ json }) => json.id);
    expect((await run(many, [{ filters: { emails } }])).map(({ json }) => json.id)).toEqual(ids);
    const customer = { __rl: true, mode: 'email', value: emails };
    const gone = await run({ resource: 'customer', operation: 'delete' }, [{ customer }]);
    expect(gone.map(({ json }) => json)).toEqual(ids.map((id) => ({ deleted: true, id })));
  });

  test('among which one cannot be an email delete nobody', async () => {
    const made = await run(upsert, people(1, 'kept'));
    const items = [made[0]!.json.email, 'kept0'].map((value) => ({ customer: { __rl: true, mode: 'email', value } }));
    await expect(run({ resource: 'customer', operation: 'delete' }, items as IDataObject[])).rejects.toThrow(
      '"Customer" must be an email such as ana@example.com, but "kept0" came.',
    );
    expect(await run(many, [{ filters: { emails: 'kept0@example.com' } }])).toHaveLength(1);
  });
});

describe('a customer group', () => {
  test('is a filter by its name, too', async () => {
    const byName = { customerGroupId: { __rl: true, mode: 'name', value: 'VIP' } };
    const byId = { customerGroupId: { __rl: true, mode: 'id', value: '3' } };
    const found = await run({ ...many, filters: byName });
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await run({ ...many, filters: byId }));
    expect(await run({ ...many, filters: byName, returnAll: true })).toEqual(
      await run({ ...many, filters: byId, returnAll: true }),
    );
  });

  test('whose name is given By ID is told where names go', async () => {
    const filters = { customerGroupId: { __rl: true, mode: 'id', value: 'VIP' } };
    await expect(run({ ...many, filters })).rejects.toMatchObject({
      message: '"Customer Group" must be a number, but "VIP" came.',
      description: 'Choose By Name to give a name.',
    });
  });
});

test('fields that are given and to be emptied are named, as the form names them', async () => {
  const customer = { __rl: true, mode: 'id', value: '1' };
  const form = { resource: 'customer', operation: 'update', customer };
  await expect(run({ ...form, updateFields: { phone: '1', clear: ['phone'] } })).rejects.toThrow(
    '"Fields to Empty" names "Phone", which the call gives a value as well.',
  );
  await expect(run({ ...form, updateFields: { clear: ['nothing'] } }, undefined)).rejects.toThrow(
    '"Fields to Empty" must be one of "Company", "Phone", "Notes", "Tax Exempt Category"',
  );
});

/** What fails where an expression gives a whole collection, of which n8n then drops nothing. */
async function unpruned(form: IDataObject, values: Record<string, unknown>): Promise<string> {
  const context = openEvaluated({ credential: server, parameters: form }, values);
  const error = (await nodeType.execute!.call(context).then(
    () => new Error('It was accepted.'),
    (thrown) => thrown,
  )) as Error & { description?: string };
  return [error.message, error.description].filter(Boolean).join(' ');
}
