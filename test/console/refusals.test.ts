import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

describe('nothing fails in silence', () => {
  test('a download that is refused says why, and nothing lands in the list of downloads', async () => {
    const { page } = await console.visit('/customers');
    await page.getByRole('button', { name: /^Export/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: 'Download NDJSON' }).waitFor();
    const { id, store_hash } = (await console.vault.list())[0]!;
    await console.vault.add({ id, storeHash: store_hash, accessToken: 'revoked', apiUrl: console.sandbox.url });
    let downloads = 0;
    page.on('download', () => {
      downloads += 1;
    });
    await dialog.getByRole('link', { name: 'Download NDJSON' }).click();
    await dialog.getByText(/The file could not be downloaded\. .*refused the access token/).waitFor();
    expect(downloads).toBe(0);
    await console.vault.add({
      id,
      storeHash: store_hash,
      accessToken: console.sandbox.accessToken,
      apiUrl: console.sandbox.url,
    });
    const begun = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Download NDJSON' }).click();
    expect((await begun).suggestedFilename()).toMatch(/\.ndjson$/);
    await dialog.waitFor({ state: 'detached' });
  });

  test('whatever is written after the session ended says so, where it was asked for and above the page', async () => {
    const { page } = await console.visit('/stores');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.context().clearCookies();
    await page.getByRole('dialog').getByRole('textbox').fill('Another name');
    await page.keyboard.press('Enter');
    const said = 'This browser is signed in no longer. Run `npx rollcall console`';
    await page.getByRole('dialog').getByText(said).waitFor();
    await page.getByRole('status').getByText(said).waitFor();
    expect((await console.vault.list())[0]!.label).toBeNull();
  });
});
