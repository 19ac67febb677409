import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

describe('the frame of the console', () => {
  test('leads to every page, in light and in dark, on a desk and on a phone', async () => {
    for (const look of [
      { colorScheme: 'light', width: 1280 },
      { colorScheme: 'dark', width: 375 },
    ] as const) {
      const { page } = await console.visit('/', look);
      await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
      for (const name of ['Customers', 'Orders', 'Nodes', 'Stores']) {
        await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        expect([name, await page.title()]).toEqual([name, `${name} · Rollcall`]);
        expect([name, await violations(page)]).toEqual([name, []]);
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([name, wide]).toEqual([name, 0]);
      }
    }
    expect(console.faults()).toEqual([]);
  });

  test('begins a new page at its top, for the keyboard too, and leaves one that was gone back to where it was', async () => {
    const { page } = await console.visit('/nodes', { height: 300 });
    await page.getByRole('link', { name: 'Update order' }).click();
    await page.getByRole('heading', { level: 1, name: 'Update order' }).waitFor();
    expect(await page.evaluate('[document.activeElement.id, scrollY]')).toEqual(['page', 0]);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Nodes' }).waitFor();
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(0);
  });

  test('keeps the place of the keyboard where what was pressed is gone', async () => {
    const { page } = await console.visit('/stores?add=yes');
    const close = page.getByRole('button', { name: /^(Cancel|Do not add|Not now|Close)/ }).first();
    await close.focus();
    await page.keyboard.press('Enter');
    await close.waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        page.evaluate('document.activeElement !== document.body && document.activeElement.closest("main") !== null'),
      )
      .toBe(true);
  });

  test('signs the browser out when that was agreed to, and another of its tabs says so', async () => {
    const { page } = await console.visit('/imports');
    const other = await page.context().newPage();
    await other.goto(`${console.origin}/stores`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByText('npx rollcall console').waitFor();
    await expectReadable(page, 'the question before signing out');
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('This browser is signed out.').waitFor();
    await other.getByRole('link', { name: 'Orders' }).click();
    await other.getByText('This browser is signed in no longer.').first().waitFor();
    await page.reload();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.goto(`${console.origin}/stores`);
    await page.getByText('This browser is not signed in to the console.').waitFor();
  });

  test('says where nothing is', async () => {
    const { page } = await console.visit('/somewhere');
    await page.getByRole('heading', { name: 'No such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to the imports' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
  });
});
