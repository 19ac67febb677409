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

describe('an ID that is none, among good ones', () => {
  const bad = [0, '-5', 'somebody', 99999999999];

  test('fails alone where customers are got, and the others are got in one call', async () => {
    const ids = await idsOf(people(4));
    const items = [...ids.slice(0, 2), ...bad, ...ids.slice(2)].map((id) => by('id', id));
    const before = requests('GET /v3/customers');
    const results = await execute({ credential: server, form: form('get'), items, continueOnFail: true });
    const notIds = ['invalid_params', 'invalid_params', 'invalid_params'];
    expect(codes(results)).toEqual([ids[0], ids[1], 'customer_not_found', ...notIds, ids[2], ids[3]]);
    expect(results[2]!.json.message).toMatch(/^No customer has the ID 0\./);
    expect(results[4]!.json.message).toContain('"somebody"');
    expect(JSON.stringify(results)).not.toMatch(/ids?\[/);
    expect(requests('GET /v3/customers') - before).toBe(2);
  });

  test('fails alone where customers are deleted, and the others are gone in one call', async () => {
    const ids = await idsOf(people(4));
    const items = [...ids.slice(0, 2), ...bad, ...ids.slice(2)].map((id) => by('id', id));
    const results = await execute({ credential: server, form: form('delete'), items, continueOnFail: true });
    const notIds = ['invalid_params', 'invalid_params', 'invalid_params'];
    expect(codes(results)).toEqual([ids[0], ids[1], ...notIds, 'customer_not_found', ids[2], ids[3]]);
    expect(results[2]!.json.message).toBe('"Customer" is 0; the least is 1.');
    expect(requests('DELETE /v3/customers')).toBe(1);
  });

  test.each(bad)('such as %s ends the node with its own item, where it does not continue', async (id) => {
    const ids = await idsOf(people(3));
    const before = server.sandbox.customers().length;
    const items = [ids[0], ids[1], id, ids[2]].map((one) => by('id', one));
    for (const operation of ['get', 'delete']) {
      const failed = await execute({ credential: server, form: form(operation), items }).catch((error) => error);
      expect(failed).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 2 } });
      expect(failed.message).toContain(String(id));
      expect(failed.message).not.toContain('[');
    }
    // What nobody can be deleted by is seen before anybody is deleted.
    const deleted = before - server.sandbox.customers().length;
    expect(deleted).toBe(id === 99999999999 ? 3 : 0);
  });
});

test('Full Response gives each the object of a call of its own, in as few calls', async () => {
  await idsOf(people(30));
  const items = [...people(30).map(({ email }) => by('email', email)), by('email', 'nobody@example.com')];
  const before = requests('GET /v3/customers');
  const results = await execute({ credential: server, form: form('get', { fullResponse: true }), items });
  expect(requests('GET /v3/customers') - before).toBe(1);
  for (const at of [0, 30]) {
    const [alone] = await execute({
      credential: server,
      form: form('get', { fullResponse: true }),
      items: [items[at]!],
    });
    expect(results[at]!.json).toEqual(alone!.json);
  }
  expect(results[30]!.json).toMatchObject({ success: true, customers: [], total: 0 });
});

describe('a common call that fails', () => {
  test('is made again for each item where one may be at fault, such as emails too long for one request', async () => {
    const [id] = await idsOf(people(1));
    const long = people(9, 'x'.repeat(230)).map(({ email }) => by('email', email));
    const items = [...long.slice(0, 4), by('email', 'p0@example.com'), ...long.slice(4)];
    const results = await execute({ credential: server, form: form('get'), items, continueOnFail: true });
    expect(codes(results)).toEqual(items.map((_, i) => (i === 4 ? id : 'customer_not_found')));
  });

  test('does not lose a customer behind those who share an email over very many channels', async () => {
    const shared = people(9, 'shared').map(({ email }) => email);
    const holders = shared.flatMap((email) =>
      Array.from({ length: 28 }, (_, channel) => ({
        ...people(1)[0],
        email,
        additionalFields: { channelIds: String(channel + 1), originChannelId: channel + 1 },
      })),
    );
    await idsOf(holders);
    const [last] = await idsOf(people(1));
    const items = [...shared, 'p0@example.com'].map((email) => by('email', email));
    const results = await execute({ credential: server, form: form('get'), items, continueOnFail: true });
    expect(codes(results)).toEqual([...shared.map(() => 'customer_ambiguous'), last]);
  });

  test('is not made again with a token that the store refuses', async () => {
    const credential = { ...server, accessToken: 'wrong' };
    const items = [1, 2, 3].map((id) => by('id', id));
    const results = await execute({ credential, form: form('get'), items, continueOnFail: true });
    expect(codes(results)).toEqual(['unauthorized', 'unauthorized', 'unauthorized']);
    expect(requests('GET /v3/customers')).toBe(1);
  });
});

async function idsOf(customers: IDataObject[]): Promise<unknown[]> {
  return (await execute({ credential: server, form: upsert, items: customers })).map(({ json }) => json.id);
}

function requests(endpoint: string): number {
  return Object.values(server.sandbox.stats().requests[endpoint] ?? {}).reduce((sum, n) => sum + n, 0);
}
