import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';

let server: SandboxServer;
const form = (operation: string, options?: IDataObject): IDataObject => ({
  resource: 'customer',
  operation,
  ...(options && { options }),
});
const by = (mode: 'id' | 'email', value: unknown): IDataObject => ({ customer: { __rl: true, mode, value } });
const codes = (results: INodeExecutionData[]) =>
  results.map(({ json }) => (json.error as IDataObject | undefined)?.code ?? json.id);

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

describe('Delete by email', () => {
  test('finds and deletes 12 customers in one call each, whatever their order', async () => {
    const made = await execute({ credential: server, form: upsert, items: people(12) });
    const before = { get: requests('GET /v3/customers'), count: server.sandbox.customers().length };
    const mixed = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4].map((i) => made[i]!.json);
    const items = mixed.map(({ email }, i) => by('email', i % 2 ? String(email).toUpperCase() : email));
    const results = await execute({ credential: server, form: form('delete'), items });
    expect(results.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
      mixed.map(({ id }, item) => [{ deleted: true, id }, { item }]),
    );
    expect(requests('GET /v3/customers') - before.get).toBe(1);
    expect(requests('DELETE /v3/customers')).toBe(1);
    expect(server.sandbox.customers()).toHaveLength(before.count - 12);
  });

  test('says of each who is not there, and who has orders where it is dry', async () => {
    const orders = { resource: 'order', operation: 'getAll', filters: { minTotal: 1 } };
    const buyers = (await execute({ credential: server, form: orders })).map(({ json }) => json.customer_id);
    const customer = server.sandbox.customers().find(({ id }) => buyers.includes(id as number));
    const ids = await idsOf(people(2));
    const emails = ['Nobody@example.com', 'p1@example.com', customer!.email, 'none@example.com', 'p0@example.com'];
    const items = emails.map((email) => by('email', email));
    const dry = await execute({
      credential: server,
      form: form('delete', { dryRun: true }),
      items,
      continueOnFail: true,
    });
    expect(codes(dry)).toEqual(['customer_not_found', ids[1], customer!.id, 'customer_not_found', ids[0]]);
    expect(dry.map(({ json }) => json.has_orders)).toEqual([undefined, false, true, undefined, false]);
    expect(requests('DELETE /v3/customers')).toBe(0);
    const results = await execute({ credential: server, form: form('delete'), items, continueOnFail: true });
    expect(codes(results)).toEqual(codes(dry));
    expect(results[0]!.json.message).toMatch(/No customer has the email Nobody@example.com/);
    expect(results[3]!.json.message).toMatch(/No customer has the email none@example.com/);
  });

  test('deletes nobody who shares an email with others, and the rest all the same', async () => {
    const twins = [1, 2].map((channel) => ({
      ...people(1, 'twin')[0],
      additionalFields: { channelIds: String(channel), originChannelId: channel },
    }));
    const held = (await execute({ credential: server, form: upsert, items: twins })).map(({ json }) => json.id);
    const ids = await idsOf(people(2));
    const items = ['p0@example.com', 'twin0@example.com', 'p1@example.com'].map((email) => by('email', email));
    const [first, ...rest] = await execute({
      credential: server,
      form: form('delete'),
      items: [items[1]!],
      continueOnFail: true,
    });
    expect([first!.json.error, rest]).toMatchObject([
      { code: 'customer_ambiguous', details: { customer_ids: held } },
      [],
    ]);
    const results = await execute({ credential: server, form: form('delete'), items, continueOnFail: true });
    expect(codes(results)).toEqual([ids[0], 'customer_ambiguous', ids[1]]);
    expect(results[1]!.json).toEqual(first!.json);
  });
});

describe('Delete of a customer whom two items name', () => {
  test.each(['id', 'email'] as const)('by %s tells the second that nobody is there', async (mode) => {
    const made = (await execute({ credential: server, form: upsert, items: people(2) })).map(({ json }) => json);
    const again = mode === 'id' ? made[0]!.id : String(made[0]!.email).toUpperCase();
    const items = [by(mode, made[0]![mode]), by(mode, again), by(mode, made[1]![mode]), by(mode, again)];
    for (const options of [{ dryRun: true }, {}, { fullResponse: true }]) {
      const results = await execute({
        credential: server,
        form: form('delete', options),
        items,
        continueOnFail: true,
      });
      if ('dryRun' in options) expect(codes(results)).toEqual([made[0]!.id, made[0]!.id, made[1]!.id, made[0]!.id]);
      else if ('fullResponse' in options) expect(results.map(({ json }) => json.deleted)).toEqual([0, 0, 0, 0]);
      else expect(codes(results)).toEqual([made[0]!.id, 'customer_not_found', made[1]!.id, 'customer_not_found']);
    }
  });

  test('with Full Response counts the customer once', async () => {
    await idsOf(people(1));
    const items = [by('email', 'p0@example.com'), by('email', 'p0@example.com')];
    const results = await execute({ credential: server, form: form('delete', { fullResponse: true }), items });
    expect(results.map(({ json }) => json.deleted)).toEqual([1, 0]);
  });
});

async function idsOf(customers: IDataObject[]): Promise<unknown[]> {
  return (await execute({ credential: server, form: upsert, items: customers })).map(({ json }) => json.id);
}

function requests(endpoint: string): number {
  return Object.values(server.sandbox.stats().requests[endpoint] ?? {}).reduce((sum, n) => sum + n, 0);
}
