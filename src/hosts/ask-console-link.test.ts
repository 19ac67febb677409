import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askConsoleLink } from './ask-console-link.ts';
import { apiKey, type OpenedApp, openApp } from './fixtures/open-app.ts';
import { type Served, serve } from './http/index.ts';
import { readSettings } from './settings.ts';

let opened: OpenedApp;
let served: Served;
beforeAll(async () => {
  opened = await openApp();
  served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0 });
  opened.setPort(served.port);
});
afterAll(async () => {
  await served.close(1_000);
  await opened.close();
});

describe('a new link to the console', () => {
  test('signs a browser in, once', async () => {
    const link = await askConsoleLink(settings(served.port), apiKey);
    expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${served.port}/\\?link=`));
    const first = await fetch(link, { redirect: 'manual' });
    expect([first.status, first.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly')]);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
  });

  test('is given under the public address where there is one', async () => {
    const link = await askConsoleLink(
      settings(served.port, { ROLLCALL_ORIGIN: 'https://rollcall.example.com' }),
      apiKey,
    );
    expect(link).toMatch(/^https:\/\/rollcall\.example\.com\/\?link=/);
  });

  test('is another one each time, also for a repeated request', async () => {
    const again = { 'idempotency-key': 'one-and-the-same' };
    const paths = [
      await opened.send('POST', '/api/console-links', undefined, again),
      await opened.send('POST', '/api/console-links', undefined, again),
    ].map(({ json }) => json.path);
    expect(paths[0]).toMatch(/^\/\?link=/);
    expect(paths[1]).not.toBe(paths[0]);
  });

  test('is refused in words where another key, another program or nobody answers', async () => {
    await expect(askConsoleLink(settings(served.port), 'another-key')).rejects.toThrow(/has another API key/);
    const other = createServer((_, response) => response.end('hello'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    await expect(askConsoleLink(settings(port), apiKey)).rejects.toThrow(/is not Rollcall/);
    await new Promise((done) => other.close(done));
    await expect(askConsoleLink(settings(port), apiKey)).rejects.toThrow(/No Rollcall answers/);
  });
});

function settings(port: number, env: Record<string, string> = {}) {
  return readSettings({ ROLLCALL_PORT: String(port), ...env });
}
