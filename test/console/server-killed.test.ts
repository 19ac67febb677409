import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RollcallProcess, startRollcall } from '../../src/hosts/fixtures/rollcall-process.ts';
import { temporaryHome } from '../../src/hosts/fixtures/temporary-home.ts';
import { expectReadable } from './expect-readable.ts';
import { openBrowser, openPage } from './open-browser.ts';

const { home, remove } = temporaryHome();
let browser: Browser;
let port: number;
let server: RollcallProcess | undefined;
beforeAll(async () => {
  [browser, port] = await Promise.all([openBrowser(), freePort()]);
});
afterAll(async () => {
  await browser.close();
  server?.child.kill('SIGTERM');
  await server?.finished;
  remove();
});

const customers = 600;

describe('the server is killed while an import runs', () => {
  test('and started again: the open page says so, comes back by itself, and every row is accounted for once', async () => {
    const origin = `http://127.0.0.1:${port}`;
    const { page, faults } = await openPage(browser, origin);
    await page.goto(await start());
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await page.request.fetch(`${origin}${path}`, { method, data: body, headers: { origin } });
      expect([path, response.status(), await response.text()]).toEqual([path, 200, expect.anything()]);
      return response.json();
    };
    const stored = async (): Promise<number> => (await ask('GET', '/api/sandbox')).stats.rows.customers;
    const before = await stored();
    // A window lasts thirty seconds, so the import stands still after this many calls.
    await ask('PUT', '/api/sandbox/quota', { quota: 30 });

    const lines = Array.from({ length: customers }, (_, i) => `customer${i}@example.com,Ana,Ruiz ${i}`);
    const buffer = Buffer.from(['Email,First name,Last name', ...lines].join('\n'));
    await page.getByLabel('File with customers').setInputFiles({ name: 'new.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('heading', { level: 1, name: 'new.csv' }).waitFor();
    await page.getByRole('button', { name: 'Continue to the check' }).click();
    await page.getByRole('button', { name: 'Continue to the choices' }).click();
    await page.getByRole('button', { name: /^Import 600 customers into / }).click();
    const bar = page.getByRole('progressbar', { name: 'Rows with a fate, of 600' });
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);

    server!.child.kill('SIGKILL');
    await server!.finished;
    await page.getByText('If it was stopped, start it again').waitFor();
    await bar.waitFor();
    await page.getByRole('heading', { name: 'Progress, as last known' }).waitFor();
    expect(await page.getByText(/That is normal|It goes on by itself|Time left/).count()).toBe(0);
    for (const name of ['Pause', 'Cancel'])
      expect(await page.getByRole('button', { name, exact: true }).isDisabled()).toBe(true);
    await expectReadable(page, 'without an answer');
    const settled = Number(await bar.getAttribute('aria-valuenow'));
    expect(settled).toBeGreaterThan(0);
    expect(settled).toBeLessThan(100);

    // What is gone to meanwhile asks as well, and is left before there is an answer.
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    await page.getByText('Asking the store for its customers').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Progress, as last known' }).waitFor();

    await start();
    await page.getByText('If it was stopped, start it again').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Progress', exact: true }).waitFor();
    // The worker of the killed process is waited for first.
    await page.getByRole('heading', { name: 'Finished: 600 created' }).waitFor({ timeout: 120_000 });
    expect(await stored()).toBe(before + customers);
    // The browser's own log tells of every request that met nobody.
    expect(faults.filter((fault) => !/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK)|ERR_ABORTED/.test(fault))).toEqual([]);
  });
});

/** Starts Rollcall with its sandbox, or starts it again, and answers the link that signs a browser in. */
async function start(): Promise<string> {
  server = startRollcall(['start', '--sandbox'], { home, env: { ROLLCALL_PORT: String(port) } });
  const [, link = ''] = await server.says(/Console: (\S+)/);
  return link;
}

/** Not one that the system gives to whoever asks for any: the port must be free still when Rollcall starts again. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((done) => {
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (isFree) return port;
  }
}
