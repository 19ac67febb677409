import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import { credentialType, type StoreCredential, testCredential } from './n8n-context.ts';

let server: SandboxServer;

beforeEach(async () => {
  // A path that it does not know is meant.
  server = await startSandboxServer({ quota: 0, warn: () => undefined });
});
afterEach(() => server.stop());

const portIn = (text: string): string => text.replace('PORT', String(server.port));
const runWith = async (credential: StoreCredential) => {
  return (await execute({ credential, form: upsert, items: people(2), continueOnFail: true })).map(({ json }) => json);
};

describe('the API URL of the credential', () => {
  test.each([
    ['http://localhost:80@127.0.0.1:PORT', /must not hold a user or a password; it leads to 127\.0\.0\.1:\d+\./],
    ['https://api.bigcommerce.com@127.0.0.1:PORT', /must not hold a user or a password/],
    ['http://127.0.0.1.example.com:PORT', /must begin with https/],
    ['http://192.0.2.1', /must begin with https/],
    ['ftp://127.0.0.1:PORT', /must begin with https/],
    ['127.0.0.1', /is no URL/],
  ])(
    '%s is refused before anything is sent there, by the node and by the test of the credential',
    async (text, why) => {
      const credential = { ...server, url: portIn(text) };
      const results = await runWith(credential);
      for (const json of results)
        expect(json).toMatchObject({ error: { code: 'invalid_params' }, message: expect.stringMatching(why) });
      expect(results).toHaveLength(2);
      await expect(testCredential(credential)).rejects.toThrow(why);
      expect(server.sandbox.stats().total_requests).toBe(0);
    },
  );

  test.each(['http://127.0.0.1:PORT', 'http://localhost:PORT/', 'HTTP://127.0.0.1:PORT//', '  http://127.0.0.1:PORT '])(
    '"%s" is taken',
    async (text) => {
      const credential = { ...server, url: portIn(text) };
      const [result] = await execute({ credential, form: upsert, items: people(1) });
      expect(result!.json.outcome).toBe('created');
      expect(await testCredential(credential)).toEqual({ status: 200 });
    },
  );
});

describe('the token', () => {
  test('goes to the API URL alone, whichever node uses the credential', async () => {
    const authenticate = credentialType.authenticate as (data: object, request: object) => Promise<IHttpRequestOptions>;
    const data = { storeHash: 'abc123', accessToken: 'token-4711', apiUrl: '' };
    const own = await authenticate(data, { url: 'https://api.bigcommerce.com/stores/abc123/v2/time' });
    expect(own.headers).toEqual({ 'X-Auth-Token': 'token-4711' });
    for (const request of [
      { url: 'https://example.com/' },
      { uri: 'http://api.bigcommerce.com/' },
      { baseURL: 'https://example.com', url: '/stores/abc123/v3/customers' },
    ])
      await expect(authenticate(data, request)).rejects.toThrow(
        'is for https://api.bigcommerce.com, and is not sent to',
      );
  });

  test('is not carried on where the API URL leads elsewhere', async () => {
    const headers: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      headers.push(request.headers['x-auth-token']);
      response.end('[]');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const leading = createServer((_, response) => response.writeHead(302, { location: to }).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(leading, 'listening');
    const url = `http://127.0.0.1:${(leading.address() as AddressInfo).port}`;
    expect(await testCredential({ ...server, url })).toEqual({ status: 302 });
    expect(headers).toEqual([]);
    leading.close();
    elsewhere.close();
  });
});

describe('the store hash and the token', () => {
  test.each([' sandbox1 ', 'https://api.bigcommerce.com/stores/sandbox1/v3/', 'stores/sandbox1'])(
    'may be pasted as BigCommerce shows them: %s',
    async (storeHash) => {
      const credential = { ...server, storeHash, accessToken: ` ${server.accessToken}\n` };
      expect(await testCredential(credential)).toEqual({ status: 200 });
      expect(await runWith(credential)).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
    },
  );

  test('that are wrong are told by the test of the credential', async () => {
    const refused = await testCredential({ ...server, accessToken: 'wrong' });
    expect(refused).toEqual({ status: 401, message: expect.stringContaining('refuses the access token') });
    const { status, message } = await testCredential({ ...server, url: `${server.url}/elsewhere` });
    expect(status).toBe(404);
    expect(message).toMatch(/No store answers.*API URL/);
  });

  test.each([
    [{ storeHash: '' }, 'The Store Hash of the credential must be the code in the API path'],
    [{ accessToken: ' ' }, 'The Access Token of the credential is missing.'],
  ])('that are missing are named as the form names them: %o', async (lack, why) => {
    for (const { message } of await runWith({ ...server, ...lack })) expect(message).toContain(why);
    expect(server.sandbox.stats().total_requests).toBe(0);
  });
});
