import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import { nodeType, openEvaluated } from './n8n-context.ts';

const { DateTime } = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'))('luxon');

let server: SandboxServer;
const many: IDataObject = { resource: 'customer', operation: 'getAll' };

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

const run = (form: IDataObject) => execute({ credential: server, form });
const requests = () => server.sandbox.stats().total_requests;

describe('a switch that an expression sets to text', () => {
  test('counts: Return All gives all, Full Response the whole object', async () => {
    const all = server.sandbox.customers().length;
    for (const on of ['true', 'Yes', 1]) expect(await run({ ...many, returnAll: on })).toHaveLength(all);
    for (const off of ['false', 'no', 0, '', null]) expect(await run({ ...many, returnAll: off })).toHaveLength(50);
    const [full] = await run({ ...many, options: { fullResponse: 'true' } });
    expect(full!.json).toMatchObject({ success: true, total: all });
  });

  test('counts with blanks around it, too: what is dry writes nothing, and the other items are written', async () => {
    const before = server.sandbox.customers().length;
    const items = people(2).map((person, i) => ({ ...person, options: { dryRun: i === 0 ? ' true ' : false } }));
    const results = await execute({ credential: server, form: upsert, items });
    expect(results.map(({ json }) => json.dry_run ?? false)).toEqual([true, false]);
    expect(server.sandbox.customers()).toHaveLength(before + 1);
  });

  test('and is neither is refused, before anything is sent', async () => {
    await expect(run({ ...many, returnAll: 'all' })).rejects.toThrow(
      '"Return All" must be true or false, but "all" came.',
    );
    await expect(run({ ...many, options: { fullResponse: 'x' } })).rejects.toThrow(
      '"Full Response" must be true or false',
    );
    expect(requests()).toBe(0);
  });
});

describe('a date of an expression', () => {
  const since = (dateCreatedMin: unknown) => evaluated(many, { filters: { dateCreatedMin } });
  const withTier = (value: unknown) => {
    const attributes = { values: [{ name: 'Loyalty Tier', value }] };
    return evaluated({ ...upsert, ...people(1)[0] }, { additionalFields: { attributes } });
  };

  test("is taken from Luxon and from JavaScript, also out of n8n's own context", async () => {
    for (const later of [DateTime.utc(2100), new Date('2100-01-01'), runInNewContext('new Date(4e12)')])
      expect(await since(later)).toEqual([]);
    const [made] = await withTier(DateTime.utc(2026, 5, 4));
    expect(made!.json.attributes).toMatchObject([{ attribute_value: '2026-05-04T00:00:00.000Z' }]);
  });

  test('that is invalid is refused: the list would be one of all customers, the attribute lost', async () => {
    for (const invalid of [DateTime.invalid('x'), new Date('x'), runInNewContext('new Date(NaN)')]) {
      await expect(since(invalid)).rejects.toMatchObject({
        message: '"Created From" is no date: its expression gives an invalid one.',
        description: expect.stringContaining('Correct the expression'),
      });
      await expect(withTier(invalid)).rejects.toThrow('"Attributes" is no date');
    }
    expect(requests()).toBe(0);
  });
});

describe('the customer', () => {
  test.each(['get', 'update', 'delete'])(
    'to %s who is given By ID with an email is told what to choose',
    async (operation) => {
      const customer = { __rl: true, mode: 'id', value: 'ana@example.com' };
      const form = { resource: 'customer', operation, customer, updateFields: { company: 'Acme' } };
      await expect(run(form)).rejects.toMatchObject({
        message: '"Customer" is given By ID, but "ana@example.com" is an email.',
        description: 'Choose By Email for it.',
      });
      expect(requests()).toBe(0);
    },
  );

  test('of a workflow that was written elsewhere may be an ID or an email alone', async () => {
    const { id, email } = server.sandbox.customers()[0]!;
    for (const customer of [id, String(id), email])
      expect(await run({ resource: 'customer', operation: 'get', customer } as IDataObject)).toMatchObject([
        { json: { id, email } },
      ]);
  });
});

async function evaluated(form: IDataObject, values: Record<string, unknown>): Promise<INodeExecutionData[]> {
  const context = openEvaluated({ credential: server, parameters: form }, values);
  const [results = []] = (await nodeType.execute!.call(context)) as INodeExecutionData[][];
  return results;
}
