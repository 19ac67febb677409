// Makes the pictures of the console in docs/console: starts Rollcall with a sandbox in a temporary home, walks through every page as a
// merchant does, and ends it. `npm run screenshots`. Look at them before they are committed.
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
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

  await page.getByRole('button', { name: 'Try with the sandbox' }).waitFor();
  await take(page, 'first-use');
  await press('Try with the sandbox');
  await heading('Where each column goes');
  await take(page, 'columns');
  await press('Continue to the check');
  await heading('What was found');
  await take(page, 'check');
  await press(/^Show/);
  await page.getByRole('table').getByRole('row').nth(1).waitFor();
  await page.getByRole('table').first().scrollIntoViewIfNeeded();
  await take(page, 'correct-cells');
  await press('Continue to the choices');
  await heading('What will happen');
  await take(page, 'choices');
  await press(/^Import \d+ customers/);
  await heading(/^Finished/);
  await take(page, 'report');

  await page.goto(`${origin}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'shop-export.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(customers(12_000)),
  });
  await heading('Where each column goes');
  await press('Continue to the check');
  await press('Continue to the choices');
  await press(/^Import [\d,]+ customers/);
  await heading('Progress');
  // Two windows of the quota, so that the chart has something to show.
  await page.waitForTimeout(70_000);
  await take(page, 'run');
  await page.goto(`${origin}/sandbox`);
  const faults = page.getByRole('switch').or(page.getByRole('checkbox'));
  await faults.first().waitFor();
  for (const at of [0, 2]) await faults.nth(at).press('Space');
  await page.waitForTimeout(1_500);
  await take(page, 'sandbox');
  await press('Switch all off');
  // The other pages are not to wait for the import.
  await page.evaluate(
    `fetch('/api/sandbox/quota', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"quota":0}' })`,
  );
  await page.goto(`${origin}/imports`);
  await page.getByRole('link', { name: 'shop-export.csv' }).waitFor();
  await page.getByText('12,000').first().waitFor();
  await page.waitForTimeout(35_000);
  await take(page, 'imports');

  await page.goto(`${origin}/nodes`);
  await heading('Nodes');
  await page.getByRole('link', { name: 'Create customer' }).waitFor();
  await take(page, 'nodes');
  await page.goto(`${origin}/nodes/create-customer`);
  await press('A company in a group');
  await page.getByText('empresa@cliente.com').first().waitFor();
  await take(page, 'node');

  await page.goto(`${origin}/customers?name=ez`);
  await page.getByRole('table').waitFor();
  await take(page, 'customers');
  await page.goto(`${origin}/customers/322`);
  await heading('Details');
  await take(page, 'customer');
  await page.goto(`${origin}/orders`);
  await page.getByRole('table').waitFor();
  await take(page, 'orders');
  await page.goto(`${origin}/orders/250`);
  await heading('What was bought');
  await take(page, 'order');
  await page.goto(`${origin}/stores`);
  await heading('Sandbox');
  await press('Test');
  await page
    .getByText(/answers/)
    .first()
    .waitFor();
  await take(page, 'stores');
}

/** A file that is long enough to be watched. */
function customers(rows: number): string {
  const first = ['Ana', 'Luis', 'Marta', 'Jonas', 'Claire', 'Oliver', 'Sofia', 'Diego'];
  const last = ['Ruiz', 'Weber', 'Martin', 'Walker', 'Silva', 'Navarro', 'Rossi'];
  const lines = Array.from({ length: rows }, (_, index) => {
    const [name, surname] = [first[index % first.length]!, last[index % last.length]!];
    return `${name},${surname},${name.toLowerCase()}.${surname.toLowerCase()}.${index + 1}@example.com,+1 555 0${100 + (index % 100)}`;
  });
  return `First Name,Last Name,Email,Phone\n${lines.join('\n')}\n`;
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
