import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let opened: OpenedConsole;
beforeAll(async () => {
  opened = await openConsole({ empty: true });
});
afterAll(() => opened.close());

/** Scrolls to the end until the row is there: rows that come into sight get their own height, and the end moves. */
async function toTheLast(table: Locator, email: string): Promise<void> {
  const look = async () => {
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return table.getByText(email, { exact: true }).first().isVisible();
  };
  await expect.poll(look).toBe(true);
}

// More rows than a browser has pixels for in one table.
test('the last of a hundred thousand rejected rows is reached at once, in the check and in the report', async () => {
  const wrong = Array.from({ length: 100_150 }, (_, i) => `wrong${i + 2},Ana,Ruiz\n`).join('');
  const content = `Email,First name,Last name\n${wrong}ana@long.example,Ana,Ruiz\n`;
  const { json } = await opened.send('POST', '/api/imports?credentials_id=main&filename=long.csv', content);
  const { page } = await opened.visit(`/imports/${json.import_id}?step=check`);
  const turn = page.getByRole('button', { name: 'Next 150' });
  await page.getByRole('button', { name: 'Show 100,150 rows' }).click();
  const problems = page.getByRole('table', { name: /: rows$/ });
  await problems.getByText('wrong2', { exact: true }).first().waitFor();
  await toTheLast(problems, 'wrong100001');
  await turn.click();
  await page.getByText('100,001 to 100,150 of 100,150 rows').waitFor();
  await problems.getByText('wrong100002', { exact: true }).first().waitFor();
  await toTheLast(problems, 'wrong100151');
  await expectReadable(page, 'the last part of the problems');

  await opened.send('POST', `/api/imports/${json.import_id}/start`, {});
  await page.goto(`${opened.origin}/imports/${json.import_id}`);
  await page.getByRole('heading', { name: 'Finished: 1 created, 100,150 rejected' }).waitFor();
  const rejected = page.getByRole('table', { name: 'Rows that are rejected' });
  await rejected.getByText('wrong2', { exact: true }).waitFor();
  await turn.click();
  await toTheLast(rejected, 'wrong100151');
  await page.getByRole('button', { name: 'Previous 100,000' }).click();
  await rejected.getByText('wrong2', { exact: true }).waitFor();
  expect(opened.faults()).toEqual([]);
});
