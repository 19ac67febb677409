import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiKey, type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

const run = '/api/nodes/BigcommerceGetCustomers/run';

/** A request as it stands, without the API key. */
async function raw(path: string, init: RequestInit = {}) {
  const response = await opened.app.fetch(new Request(`http://127.0.0.1:4321${path}`, init));
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

async function signIn(): Promise<string> {
  const { headers } = await raw(`/?link=${opened.access.makeLink()}`);
  return headers.get('set-cookie')!.split(';')[0]!;
}

describe('the API key', () => {
  test('is needed for every call of the API', async () => {
    for (const [method, path] of [
      ['GET', '/api/nodes'],
      ['POST', run],
      ['GET', '/api/credentials'],
      ['DELETE', '/api/credentials/main'],
      ['GET', '/api/no-such-route'],
    ] as const) {
      const { status, text, headers } = await raw(path, { method });
      expect([path, status]).toEqual([path, 401]);
      expect(JSON.parse(text)).toMatchObject({ success: false, error: { code: 'api_key_invalid', retryable: false } });
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('must be right to the letter', async () => {
    for (const wrong of [apiKey.slice(0, -1), `${apiKey}x`, apiKey.toUpperCase(), '', 'null']) {
      const { status } = await raw('/api/nodes', { headers: { authorization: `Bearer ${wrong}` } });
      expect([wrong, status]).toEqual([wrong, 401]);
    }
    expect((await raw('/api/nodes', { headers: { authorization: `Basic ${apiKey}` } })).status).toBe(401);
    expect((await raw('/api/nodes', { headers: { authorization: `bearer ${apiKey}` } })).status).toBe(200);
  });
});

describe('a browser', () => {
  test('is let in once by the link of the console, with a cookie that no script and no other site can use', async () => {
    const token = opened.access.makeLink();
    const first = await raw(`/?link=${token}`);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(/; HttpOnly/);
    expect(first.headers.get('set-cookie')).toMatch(/; SameSite=Strict/);
    const again = await raw(`/?link=${token}`);
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(again.text).toContain('each one works once');
    expect(again.text).not.toContain('ROLLCALL_PORT');
  });

  test('sees the console with its cookie only, and a policy that lets nothing in from elsewhere', async () => {
    expect((await raw('/')).status).toBe(401);
    const { status, text, headers } = await raw('/', { headers: { cookie: await signIn() } });
    expect(status).toBe(200);
    expect(text).toContain('<title>Rollcall</title>');
    const addresses = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) expect(address).toMatch(/^\//);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    const [, nonce] = /'nonce-([^']+)'/.exec(policy)!;
    expect(text).toContain(`content="${nonce}"`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('finds the console under each of its addresses, and its files without a session', async () => {
    const cookie = await signIn();
    const page = await raw('/imports/imp_1', { headers: { cookie, accept: 'text/html' } });
    expect([page.status, page.text.includes('<title>Rollcall</title>')]).toEqual([200, true]);
    expect((await raw('/imports/imp_1', { headers: { accept: 'text/html' } })).status).toBe(401);
    const [, script] = /src="(\/assets\/[^"]+)"/.exec(page.text)!;
    const file = await raw(script!);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(file.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/assets/none.js', '/assets/..%2F..%2Fpackage.json', '/assets/.built-from'])
      expect([path, (await raw(path)).status]).toEqual([path, 404]);
  });

  test('may call the API with its cookie, but write only from a page of ours', async () => {
    const cookie = await signIn();
    expect((await raw('/api/nodes', { headers: { cookie } })).status).toBe(200);
    const write = (headers: Record<string, string>) =>
      raw(run, { method: 'POST', headers: { cookie, 'content-type': 'application/json', ...headers }, body: '{}' });
    expect((await write({})).status).toBe(403);
    expect((await write({ origin: 'http://127.0.0.1:4321' })).status).toBe(200);
    expect((await write({ origin: 'http://localhost:4321' })).status).toBe(200);
    expect((await write({ origin: 'https://rollcall.example.com' })).status).toBe(200);
    for (const origin of ['https://evil.example', 'http://127.0.0.1:9999', 'http://rollcall.example.com', 'null'])
      expect([origin, (await write({ origin })).status]).toEqual([origin, 403]);
  });

  test('brings nothing to a page of another server on this machine, which is the same site to it', async () => {
    const cookie = await signIn();
    const get = async (headers: Record<string, string>) =>
      (await raw('/api/exports/customers', { headers: { cookie, ...headers } })).status;
    for (const site of ['same-site', 'cross-site'])
      expect([site, await get({ 'sec-fetch-site': site })]).toEqual([site, 403]);
    // A download that is clicked in the console, an address that is typed, a public origin of ours that calls another one.
    for (const site of ['same-origin', 'none'])
      expect([site, await get({ 'sec-fetch-site': site })]).toEqual([site, 200]);
    expect(await get({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:4321' })).toBe(200);
  });

  test('still finds its link unused after a program has asked what stands behind it', async () => {
    const link = `/?link=${opened.access.makeLink()}`;
    const preview = await raw(link, { method: 'HEAD' });
    expect([preview.status, preview.headers.get('set-cookie')]).toEqual([401, null]);
    expect((await raw(link)).status).toBe(303);
  });

  test('signs out from a page of ours only, and is told so', async () => {
    const signOut = (origin: string) => raw('/sign-out', { method: 'POST', headers: { origin } });
    expect((await signOut('https://evil.example')).status).toBe(403);
    const { status, headers } = await signOut('http://127.0.0.1:4321');
    expect([status, headers.get('set-cookie')]).toEqual([
      204,
      expect.stringMatching(/^rollcall_session=; Max-Age=0; /),
    ]);
    const page = await raw('/?signed_out=yes');
    expect([page.status, page.text.includes('This browser is signed out.')]).toEqual([401, true]);
  });

  test('is signed out for every copy of its cookie, and no other browser with it', async () => {
    const [cookie, other] = [await signIn(), await signIn()];
    const origin = 'http://127.0.0.1:4321';
    const status = async (given: string, path = '/api/nodes') =>
      (await raw(path, { headers: { cookie: given, accept: 'text/html' } })).status;
    expect((await raw('/sign-out', { method: 'POST', headers: { cookie, origin } })).status).toBe(204);
    expect([await status(cookie), await status(cookie, '/'), await status(other), await status(other, '/')]).toEqual([
      401, 401, 200, 200,
    ]);
    // Twice, or with a cookie that is none, is no failure.
    for (const given of [cookie, 'rollcall_session=x'])
      expect((await raw('/sign-out', { method: 'POST', headers: { cookie: given, origin } })).status).toBe(204);
  });

  test('is signed out with all others by one call, and let in again by a new link', async () => {
    const [cookie, other] = [await signIn(), await signIn()];
    const everywhere = '/api/console-sessions';
    // Not by a page of another server, nor by whoever has no session.
    expect((await raw(everywhere, { method: 'DELETE', headers: { cookie } })).status).toBe(403);
    expect((await raw(everywhere, { method: 'DELETE' })).status).toBe(401);
    const headers = { cookie, origin: 'http://127.0.0.1:4321' };
    expect((await raw(everywhere, { method: 'DELETE', headers })).status).toBe(200);
    for (const given of [cookie, other])
      expect((await raw('/api/nodes', { headers: { cookie: given } })).status).toBe(401);
    const again = async () => (await raw('/api/nodes', { headers: { cookie: await signIn() } })).status;
    await expect.poll(again).toBe(200);
    expect((await opened.send('DELETE', everywhere)).json).toMatchObject({ success: true });
    expect((await opened.send('GET', '/api/nodes')).status).toBe(200);
  });

  test('is not believed with a cookie that is forged, changed or too old', async () => {
    const [name, value] = (await signIn()).split('=') as [string, string];
    const [expires, id, signature] = value.split('.') as [string, string, string];
    expect((await raw('/api/nodes', { headers: { cookie: `${name}=${value}` } })).status).toBe(200);
    for (const forged of [
      `${Number(expires) + 1}.${id}.${signature}`,
      `${expires}.${[...id].reverse().join('')}.${signature}`,
      `${expires}.${id}.${'0'.repeat(64)}`,
      `${expires}.${signature}`,
      `1.${id}.${signature}`,
      'x',
      '',
    ])
      expect((await raw('/api/nodes', { headers: { cookie: `${name}=${forged}` } })).status).toBe(401);
  });

  test('of another site gets nothing, not even with the API key', async () => {
    const headers = { authorization: `Bearer ${apiKey}`, origin: 'https://evil.example' };
    expect((await raw('/api/nodes', { headers })).status).toBe(403);
  });

  test('that was sent to another name is turned away: names that point here cannot be borrowed', async () => {
    for (const host of [
      'evil.example',
      'evil.example:4321',
      '127.0.0.1',
      '127.0.0.1:80',
      '127.0.0.1.evil.example:4321',
    ]) {
      const { status } = await raw('/api/nodes', { headers: { host, authorization: `Bearer ${apiKey}` } });
      expect([host, status]).toEqual([host, 421]);
    }
    for (const host of [
      '127.0.0.1:4321',
      'LOCALHOST:4321',
      '[::1]:4321',
      'rollcall.example.com',
      'rollcall.example.com:443',
    ]) {
      const { status } = await raw('/api/nodes', { headers: { host, authorization: `Bearer ${apiKey}` } });
      expect([host, status]).toEqual([host, 200]);
    }
  });
});

describe('a body', () => {
  test('must be JSON by its header and by its text', async () => {
    expect((await opened.send('POST', run, '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    for (const text of ['{', '', '[]', '"x"', '\uFEFF']) {
      const { status, json } = await opened.send('POST', run, text);
      expect([text, status, json.error.code]).toEqual([text, 422, 'invalid_params']);
    }
  });

  test('that is not UTF-8 is refused instead of garbled', async () => {
    const body = Buffer.from('{"name":"Jos\xe9"}', 'latin1');
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const { status, text } = await raw(run, { method: 'POST', headers, body });
    expect(status).toBe(422);
    expect(text).toContain('not UTF-8');
  });

  test('has a bound, also when it comes in pieces without a length', async () => {
    const big = JSON.stringify({ name: 'x'.repeat(2 ** 20) });
    const whole = await opened.send('POST', run, big);
    expect([whole.status, whole.json.error.code]).toEqual([413, 'too_large']);
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const pieces = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(2 ** 16));
      },
    });
    expect((await raw(run, { method: 'POST', headers, body: pieces, duplex: 'half' } as RequestInit)).status).toBe(413);
  });

  test('that is nested without end is refused, and brackets in its texts do not count', async () => {
    const deep = (text: string) => `{"name": "x", "mapping": {"version": 1, "columns": {"a": ${text}}}}`;
    const { status, json } = await opened.send(
      'POST',
      '/api/mappings',
      deep(`${'['.repeat(200_000)}${']'.repeat(200_000)}`),
    );
    expect([status, json.error.code, json.message]).toEqual([422, 'invalid_params', expect.stringContaining('nested')]);
    const texts = await opened.send('POST', '/api/mappings', deep(`"${'\\\\\\"[{'.repeat(500)}"`));
    expect([texts.status, texts.text.includes('nested')]).toEqual([422, false]);
  });

  test('may hold names that JavaScript knows: they are unknown parameters like any other', async () => {
    const { status, json } = await opened.send('POST', run, '{"__proto__": {"limit": 1}, "constructor": 1}');
    expect([status, json.error.code]).toEqual([422, 'invalid_params']);
  });
});

describe('what goes out', () => {
  test('may name anything in its address, and what no name can hold is refused', async () => {
    for (const [method, path] of [
      ['GET', '/api/imports/%00'],
      ['GET', '/api/imports?after=imp_%00'],
      ['GET', '/api/exports/customers?name=a%00b'],
      ['POST', '/api/imports?filename=a%00.csv'],
      ['DELETE', '/api/credentials/a%00'],
    ] as const) {
      const { status, json } = await opened.send(method, path);
      expect([path, status, json.error.code]).toEqual([path, 422, 'invalid_params']);
    }
    expect((await opened.send('GET', "/api/imports/%E0%A4%A';--")).status).toBe(404);
  });

  test('says which request it answers, and asks browsers to keep nothing', async () => {
    const { headers } = await opened.send('GET', '/api/nodes');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('never holds an access token: not in an answer, not in an error, not in the log', async () => {
    const token = 'very-secret-token-of-the-store';
    const { storeHash } = opened.sandbox;
    const bodies = [
      { id: 'wrong', store_hash: storeHash, access_token: token, api_url: opened.sandbox.url },
      { id: 'x y', store_hash: storeHash, access_token: token },
      { id: 'x', store_hash: storeHash, access_token: token, api_url: 'http://example.com' },
      { id: 'x', store_hash: storeHash, acces_token: token },
    ];
    const texts: string[] = [];
    for (const body of bodies) texts.push((await opened.send('POST', '/api/credentials', body)).text);
    texts.push((await opened.send('POST', '/api/credentials', `{"access_token": "${token}", `)).text);
    texts.push((await opened.send('GET', '/api/credentials')).text);
    texts.push((await opened.send('POST', '/api/credentials/wrong/test')).text);
    texts.push((await opened.send('POST', run, { credentials_id: 'wrong' })).text);
    texts.push((await opened.send('DELETE', '/api/credentials/wrong')).text);
    for (const text of [...texts, opened.logged()]) expect(text).not.toContain(token);
    expect(texts.at(-2)).toContain('unauthorized');
  });

  test('shows no inside of a defect, but the log does, under the same request id', async () => {
    const { vault } = opened;
    const list = vault.list;
    vault.list = async () => {
      throw new Error('secret inside at /home/somebody');
    };
    try {
      const { status, json, text, headers } = await opened.send('GET', '/api/credentials');
      expect([status, json.error.code]).toEqual([500, 'internal']);
      expect(text).not.toContain('secret inside');
      const id = headers.get('x-request-id')!;
      expect(json.error.request_id).toBe(id);
      const line = opened
        .logged()
        .split('\n')
        .find((one) => one.includes('secret inside'));
      expect(line).toContain(id);
    } finally {
      vault.list = list;
    }
  });
});
