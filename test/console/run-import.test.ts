import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole({ quota: 24, windowMs: 3_000 });
});
afterAll(() => console.close());

/** Starts an import of so many new customers, and answers its id. @param refused Emails of further rows, which the check refuses */
async function start(file: string, customers: number, refused: string[] = []): Promise<string> {
  const wrong = refused.map((email) => `${email},Ana,Ruiz`);
  const lines = Array.from({ length: customers }, (_, i) => `${file}${i}@example.com,Ana,Ruiz ${i}`);
  const csv = ['Email,First name,Last name', ...lines, ...wrong].join('\n');
  const send = async (path: string, body: string): Promise<{ import_id: string; rows?: number }> => {
    const headers = { authorization: console.authorization, 'content-type': 'application/json' };
    const response = await fetch(`${console.origin}${path}`, { method: 'POST', headers, body });
    return (await response.json()) as { import_id: string };
  };
  const { import_id } = await send(`/api/imports?credentials_id=main&filename=${file}.csv`, csv);
  expect(await send(`/api/imports/${import_id}/start`, '{}')).toMatchObject({ rows: customers + refused.length });
  return import_id;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const notice = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();
const chart = (page: Page) => page.getByRole('img', { name: /^Chart of customers a second/ });

describe('an import that runs', () => {
  test('is watched, paused, found again after a reload, resumed and cancelled', async () => {
    // Long enough to be there still when a busy machine has looked at all of it.
    const id = await start('long', 10_000);
    const { page } = await console.visit(`/imports/${id}`);
    const bar = page.getByRole('progressbar', { name: 'Rows with a fate, of 10,000' });
    await bar.waitFor();
    await page.getByText('Waiting for the store’s quota').waitFor();
    await chart(page).locator('canvas').waitFor();
    await page.getByText(/^At its fastest, after \d+ s, it was \d+ customers a second\./).waitFor();
    await page.getByText(/^about (\d+ min )?\d+ s$/).waitFor();
    await expectReadable(page, 'running');

    await press(page, 'Pause');
    await notice(page, 'Paused');
    await page.reload();
    await notice(page, 'Paused');
    await chart(page).locator('canvas').waitFor();
    await expectReadable(page, 'paused');

    await press(page, 'Resume');
    const before = Number(await bar.getAttribute('aria-valuenow'));
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(before);

    await press(page, 'Cancel');
    await page.getByText(/Nothing more is sent for the [\d,]+ rows without a fate/).waitFor();
    await expectReadable(page, 'the question');
    await press(page, 'Keep it');
    await bar.waitFor();
    await press(page, 'Cancel');
    await press(page, 'Cancel the import');
    await notice(page, /^Cancelled: [\d,]+ created, [\d,]+ without a fate$/);
    await page.getByText('What reached the store stays there.').waitFor();
    expect(await page.getByRole('button', { name: 'Resume' }).count()).toBe(0);
    await expectReadable(page, 'cancelled');
    expect(console.faults()).toEqual([]);
  });

  test('says when it was started, which is not when its file came', async () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => `late${i}@example.com,Ana,Ruiz ${i}`);
    const csv = ['Email,First name,Last name', ...lines].join('\n');
    const { json } = await console.send('POST', '/api/imports?credentials_id=main&filename=late.csv', csv);
    const id = json.import_id;
    await expect.poll(async () => (await console.send('GET', `/api/imports/${id}`)).json.state).toBe('ready');
    await console.pool.query(
      `update rollcall.imports set created_at = created_at - interval '400 days' where id = $1`,
      [id],
    );
    const { page } = await console.visit(`/imports/${id}?step=start`);
    await press(page, /^Import 1,000 customers into /);
    const told = page.getByText(/^1,000 rows into Sandbox Store, started /);
    await told.waitFor();
    const before = await told.textContent();
    await page.reload();
    await told.waitFor();
    expect(await told.textContent()).toBe(before);
    expect(before).toContain(String(new Date().getFullYear()));
    await console.send('POST', `/api/imports/${id}/cancel`, {});
    await notice(page, /^Cancelled/);
  });

  test('is cancelled only by who read that the customers so far stay in the store', async () => {
    const id = await start('broken', 2_000, ['not an address', 'nor this one']);
    const { page } = await console.visit(`/imports/${id}`);
    await press(page, 'Pause');
    await notice(page, 'Paused');
    const { created, rejected } = (await console.send('GET', `/api/imports/${id}`)).json;
    expect(rejected).toBe(2);
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await page.getByText(`What reached the store stays there: ${created} customers so far.`).waitFor();
    // The keyboard begins at what does no harm.
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep it');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await notice(page, 'Paused');
  });

  test('is followed in the list of imports', async () => {
    const id = await start('listed', 400);
    const { page } = await console.visit('/imports');
    await page.getByRole('progressbar', { name: 'Progress of listed.csv' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByText('400 created').waitFor();
    await page.getByRole('link', { name: 'listed.csv' }).click();
    await page.waitForURL(new RegExp(`/imports/${id}$`));
    await notice(page, 'Finished: 400 created');
    expect(console.faults()).toEqual([]);
  });
});

describe('an import with failed rows', () => {
  test('tries them again when it is told to', async () => {
    const id = await start('again', 20);
    const { page } = await console.visit(`/imports/${id}`);
    await notice(page, 'Finished: 20 created');
    const { rows } = await console.pool.query<{ no: number }>('select no from rollcall.imports where id = $1', [id]);
    // As after trouble in the store that outlasted every attempt.
    await console.pool.query(
      `update rollcall.import_outcomes_${rows[0]!.no} set fate = 'failed', customer_id = null, error_code = 'timeout',
         error = '{"code":"timeout","message":"BigCommerce did not answer in time."}' where row_no < 3`,
    );
    await console.pool.query('update rollcall.imports set created = created - 3, failed = failed + 3 where id = $1', [
      id,
    ]);
    await page.reload();
    await notice(page, 'Finished: 17 created, 3 failed');
    await page.getByRole('table', { name: 'Rows that are failed' }).getByText('It may pass').first().waitFor();
    await expectReadable(page, 'failed rows');
    await press(page, 'Retry the failed');
    await notice(page, /^Finished: 20 created$/);
    expect(console.faults()).toEqual([]);
  });
});
