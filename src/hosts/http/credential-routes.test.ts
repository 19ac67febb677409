import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import type { CredentialAnswer, CredentialsAnswer } from './api-types.ts';

const secret = 'c1ient-s3cret-of-the-file';
let opened: OpenedApp;
const send: OpenedApp['send'] = async (...request) => {
  const answer = await opened.send(...request);
  for (const hidden of [opened.sandbox.accessToken, secret, 'revoked-token'])
    expect(answer.text + opened.logged()).not.toContain(hidden);
  return answer;
};
const list = async () => ((await send('GET', '/api/credentials')).json as CredentialsAnswer).credentials;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.pool.query('delete from rollcall.credentials');
  const { url: apiUrl, storeHash, accessToken } = opened.sandbox;
  await opened.vault.add({ id: 'main', storeHash, accessToken, apiUrl });
});

/** The text file that BigCommerce downloads, for the sandbox. */
const downloaded = () => {
  const { url, storeHash, accessToken } = opened.sandbox;
  return `ACCESS TOKEN: ${accessToken}\r\nCLIENT NAME: Rollcall\r\nCLIENT ID: id1\r\nCLIENT SECRET: ${secret}\r\nNAME: Rollcall\r\nAPI PATH: ${url}/stores/${storeHash}/v3/\r\n`;
};

describe('changing a stored credential', () => {
  test('gives it a label, another one, and takes the label away', async () => {
    const named = await send('PATCH', '/api/credentials/main', { label: 'Acme Outdoor' });
    expect(named.status).toBe(200);
    const { sandbox } = opened;
    expect(named.json).toEqual({
      success: true,
      credential: {
        id: 'main',
        label: 'Acme Outdoor',
        store_hash: sandbox.storeHash,
        api_url: sandbox.url,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      message: `Credential "main" for store ${sandbox.storeHash} is changed.`,
    });
    expect(await list()).toEqual([(named.json as CredentialAnswer).credential]);
    for (const label of [null, '']) {
      await send('PATCH', '/api/credentials/main', { label: 'Acme' });
      expect((await send('PATCH', '/api/credentials/main', { label })).json.credential.label).toBeNull();
    }
    expect((await send('POST', '/api/credentials/main/test')).json.ok).toBe(true);
  });

  test('replaces a token that was revoked, for the very next call', async () => {
    const wrong = await send('PATCH', '/api/credentials/main', { access_token: 'revoked-token', label: 'Acme' });
    expect([wrong.status, wrong.json.credential.label]).toEqual([200, 'Acme']);
    const run = () => send('POST', '/api/nodes/BigcommerceGetCustomerGroups/run', {});
    expect((await run()).json.error.code).toBe('unauthorized');
    const mended = await send('PATCH', '/api/credentials/main', { access_token: ` ${opened.sandbox.accessToken}\n` });
    expect([mended.status, mended.json.credential.label]).toEqual([200, 'Acme']);
    expect((await run()).json.success).toBe(true);
  });

  test.each([
    ['id', { id: 'shop' }, 'imports and scripts refer to it'],
    ['store_hash', { store_hash: 'zzz999' }, 'stays with its store'],
    ['api_url', { api_url: 'https://api.bigcommerce.com' }, 'stays with its store'],
    ['lable', { lable: 'Acme' }, 'did you mean "label"?'],
    ['label', {}, 'nothing to change'],
    ['label', { label: 'two\nlines' }, 'one line'],
    ['label', { label: 7 }, 'label'],
    ['access_token', { access_token: '' }, 'access_token is missing'],
    ['access_token', { access_token: null }, 'access_token is missing'],
    ['access_token', { label: 'Acme', access_token: 'two words' }, 'Copy it again'],
  ])('is refused by the name of what is wrong: %s %o', async (param, body, words) => {
    const before = await list();
    const { status, json } = await send('PATCH', '/api/credentials/main', body);
    expect([status, json.error.code, json.error.param]).toEqual([422, 'invalid_params', param]);
    expect(json.message).toContain(words);
    expect(await list()).toEqual(before);
    expect((await send('POST', '/api/credentials/main/test')).json.ok).toBe(true);
  });

  test('of none that is stored says which there are', async () => {
    const { status, json } = await send('PATCH', '/api/credentials/shop', { label: 'Acme' });
    expect([status, json.error.code]).toEqual([404, 'credentials_not_found']);
    expect(json.message).toBe('There is no credential "shop". Stored: main.');
  });

  test('is a write: a page of another site cannot do it, and it may be repeated with a key', async () => {
    const request = (headers: Record<string, string>) =>
      new Request('http://127.0.0.1:4321/api/credentials/main', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"label":"Acme"}',
      });
    const cookie = `rollcall_session=${opened.access.openSession().value}`;
    expect((await opened.app.fetch(request({}))).status).toBe(401);
    expect((await opened.app.fetch(request({ cookie }))).status).toBe(403);
    expect((await opened.app.fetch(request({ cookie, origin: 'https://evil.example' }))).status).toBe(403);
    expect((await opened.app.fetch(request({ cookie, origin: 'http://127.0.0.1:4321' }))).status).toBe(200);
    const key = { 'idempotency-key': 'rename-1' };
    const first = await send('PATCH', '/api/credentials/main', { label: 'One' }, key);
    expect((await send('PATCH', '/api/credentials/main', { label: 'One' }, key)).text).toBe(first.text);
    expect((await send('PATCH', '/api/credentials/main', { label: 'Two' }, key)).status).toBe(409);
  });
});

describe('adding a store', () => {
  test('takes the text file of an API account, makes an id, and keeps no client secret', async () => {
    const { sandbox } = opened;
    const added = await send('POST', '/api/credentials', { pasted: downloaded() });
    expect(added.status).toBe(201);
    expect(added.json.credential).toMatchObject({
      id: sandbox.storeHash,
      label: null,
      store_hash: sandbox.storeHash,
      api_url: sandbox.url,
    });
    expect((await send('POST', `/api/credentials/${sandbox.storeHash}/test`)).json.ok).toBe(true);
    const { rows } = await opened.pool.query('select * from rollcall.credentials');
    expect(rows.map((row) => `${JSON.stringify(row)}${row.token.toString('latin1')}`).join()).not.toContain(secret);
  });

  test('makes ids of labels, each of its own', async () => {
    const ids: string[] = [];
    for (const label of ['Café Ötzi & Söhne', 'Cafe Otzi Sohne', 'Main', '日本']) {
      const { json } = await send('POST', '/api/credentials', { label, pasted: downloaded() });
      ids.push(json.credential.id);
      expect(json.credential.label).toBe(label);
    }
    expect(ids).toEqual(['cafe-otzi-sohne', 'cafe-otzi-sohne-2', 'main-2', opened.sandbox.storeHash]);
  });

  test('takes the API path in place of the hash, with its host', async () => {
    const { url, storeHash, accessToken } = opened.sandbox;
    const body = { id: 'path', store_hash: ` ${url}/stores/${storeHash}/v3/ `, access_token: accessToken };
    const { json } = await send('POST', '/api/credentials', body);
    expect(json.credential).toMatchObject({ store_hash: storeHash, api_url: url });
    const contrary = await send('POST', '/api/credentials', { ...body, api_url: 'https://api.bigcommerce.com' });
    expect([contrary.status, contrary.json.error.param]).toEqual([422, 'api_url']);
    expect(contrary.json.message).toContain(`store_hash names the API at ${url}`);
  });

  test.each([
    ['nothing', {}, 'store_hash'],
    ['a text with neither', { pasted: 'hello' }, 'pasted'],
    ['an empty text', { pasted: ' ' }, 'pasted'],
    ['both ways', { pasted: 'ACCESS TOKEN: a', store_hash: 'abc123' }, 'pasted'],
  ])('is refused with %s', async (_what, body, param) => {
    for (const path of ['/api/credentials', '/api/credentials/test']) {
      const { status, json } = await send('POST', path, body);
      expect([status, json.error.code, json.error.param]).toEqual([422, 'invalid_params', param]);
    }
    expect(await list()).toHaveLength(1);
  });
});

describe('testing a store before it is stored', () => {
  test('tells what is there, by names for people, and stores nothing', async () => {
    const { status, json } = await send('POST', '/api/credentials/test', { pasted: downloaded() });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      success: true,
      ok: true,
      scopes: { customers: 'ok', orders: 'ok' },
      store_name: 'Sandbox Store',
      store_hash: opened.sandbox.storeHash,
      api_url: opened.sandbox.url,
    });
    expect(json.scope_details.map(({ name, state }: Record<string, string>) => [name, state])).toEqual([
      ['Customers', 'ok'],
      ['Orders', 'ok'],
      ['Information & settings', 'ok'],
    ]);
    expect(await list()).toHaveLength(1);
  });

  test('a wrong token is an answer with what to do, in the same shape', async () => {
    const { url, storeHash } = opened.sandbox;
    const body = { id: 'shop', store_hash: storeHash, api_url: url, access_token: 'revoked-token' };
    const { status, json } = await send('POST', '/api/credentials/test', body);
    expect([status, json.success, json.code]).toEqual([200, false, 'unauthorized']);
    expect(json.scope_details.every(({ state }: Record<string, string>) => state === 'unknown')).toBe(true);
  });
});

test('a token that may not read orders is told so by name', async () => {
  const limited = await openApp({ scopes: ['store_v2_customers'] });
  try {
    const { json } = await limited.send('POST', '/api/credentials/main/test');
    expect(json).toMatchObject({ ok: false, code: 'forbidden', scopes: { customers: 'ok', orders: 'missing' } });
    expect(json.store_name).toBeUndefined();
    expect(json.scope_details).toMatchObject([
      { scope: 'customers', state: 'ok', required: true },
      { scope: 'orders', state: 'missing', api_name: 'store_v2_orders', choose: 'modify', required: true },
      { scope: 'information', state: 'missing', required: false },
    ]);
  } finally {
    await limited.close();
  }
});
