// Makes the pictures of the console in docs/console: starts Rollcall with a sandbox in a temporary home, walks through every page as a
// merchant does, and ends it. `npm run screenshots`; `--only NAME` for one. Look at them before they are committed.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/console/open-browser.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/console');
const home = mkdtempSync(join(tmpdir(), 'rollcall-screenshots-'));
const port = 4390;
const origin = `http://127.0.0.1:${port}`;

mkdirSync(folder, { recursive: true });
const server = spawn(process.execPath, [join(root, 'bin/rollcall.js'), 'start', '--sandbox'], {
  env: { ...process.env, ROLLCALL_HOME: home, ROLLCALL_PORT: String(port) },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((done) => server.once('exit', done));
const browser = await openBrowser();
try {
  const { page, faults } = await openPage(browser, origin, { height: 860 });
  await page.goto(await consoleLink());
  await walk(page);
  if (faults.length > 0) throw new Error(`The console has faults:\n${faults.join('\n')}`);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}

async function walk(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Try with the sandbox/ }).waitFor();
  await take(page, 'imports-first-use');
}

async function take(page: Page, name: string): Promise<void> {
  // What moves comes to rest.
  await page.waitForTimeout(400);
  writeFileSync(join(folder, `${name}.png`), await page.screenshot());
  console.log(`docs/console/${name}.png`);
}

async function consoleLink(): Promise<string> {
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    const [, link] = /^Console: (\S+)$/m.exec(said) ?? [];
    if (link) return link;
  }
  throw new Error(`Rollcall did not start: ${said}`);
}
