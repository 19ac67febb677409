import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute } from './execute.ts';

/** More than one object of Full Response holds. */
const count = 10_001;
let server: SandboxServer;
let ids: unknown[];
const list = (more: IDataObject, resource = 'customer', operation = 'getAll'): Promise<unknown[]> =>
  execute({ credential: server, form: { resource, operation, ...more } }).then((items) =>
    items.map(({ json }) => json),
  );
const listIds = async (more: IDataObject) =>
  (await list({ ...more, options: { sort: 'date_created:asc', ...(more.options as IDataObject) } })).map(
    (json) => (json as IDataObject).id,
  );

beforeAll(async () => {
  server = await startSandboxServer({ quota: 0, empty: true });
  const headers = { 'x-auth-token': server.accessToken, 'content-type': 'application/json' };
  for (let at = 0; at < count; at += 10) {
    const rows = Array.from({ length: Math.min(10, count - at) }, (_, i) => ({
      email: `p${at + i}@example.com`,
      first_name: 'Ana',
      last_name: 'Ruiz',
    }));
    const url = `/stores/${server.storeHash}/v3/customers`;
    await server.sandbox.handle({ method: 'POST', url, headers, body: JSON.stringify(rows) });
  }
  ids = server.sandbox.customers().map(({ id }) => id);
  expect(ids).toHaveLength(count);
});
afterAll(() => server.stop());

describe('a limit over 250', () => {
  test('counts for the page, too: the second page of 300 begins where the first ended', async () => {
    expect(await listIds({ limit: 300, options: { page: 1 } })).toEqual(ids.slice(0, 300));
    expect(await listIds({ limit: 300, options: { page: '2' } })).toEqual(ids.slice(300, 600));
    expect(await listIds({ limit: 300, options: { page: 34 } })).toEqual(ids.slice(9900));
    expect(await listIds({ limit: 500, options: { page: 3 } })).toEqual(ids.slice(1000, 1500));
    expect(await listIds({ limit: 300, options: { page: 35 } })).toEqual([]);
    expect(await listIds({ limit: 300 })).toEqual(ids.slice(0, 300));
  });

  test('with a page that is none is refused for the page', async () => {
    for (const page of [-1, 1.5, 'x']) {
      const why = await list({ limit: 300, options: { page } }).catch((error) => error.message);
      expect(why).toMatch(/page/i);
    }
    await expect(list({ limit: 300.5 })).rejects.toThrow(/limit/i);
  });

  test.each([
    ['customer', 'getAll'],
    ['customer', 'getGroups'],
    ['order', 'getAll'],
  ])('is refused with Full Response in the words of the form: %s %s', async (resource, operation) => {
    await expect(list({ limit: 300, options: { fullResponse: true } }, resource, operation)).rejects.toMatchObject({
      message: expect.stringMatching(/Limit is 300, but the one object of Full Response holds at most 250\.$/),
      description: 'Switch Full Response off, or take the further ones by Page.',
      context: { data: { code: 'invalid_params' } },
    });
  });
});

describe('Return All', () => {
  test('with Full Response says how to get more than one object holds', async () => {
    await expect(list({ returnAll: true, options: { fullResponse: true } })).rejects.toMatchObject({
      message: 'More customers match than the one object of Full Response may hold.',
      description: expect.stringMatching(/^Switch Full Response off/),
      context: { data: { code: 'too_many_results' } },
    });
  });

  test('without it gives them all', async () => {
    expect(new Set(await listIds({ returnAll: true })).size).toBe(count);
  });
});
