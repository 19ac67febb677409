import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { violations } from './accessibility.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

const token = 'acme-s3cret-t0ken';
let console: OpenedConsole;
/** The store of a merchant, as Rollcall sees it. */
let acme: SandboxServer;
beforeAll(async () => {
  console = await openConsole();
  acme = await startSandboxServer({ storeHash: 'acme1', accessToken: token, quota: 0, empty: true });
});
afterAll(async () => {
  await acme.stop();
  await console.close();
});
afterEach(async () => {
  for (const { id } of await console.vault.list()) if (id !== 'main') await console.vault.remove(id);
});

const apiPath = (): string => `${acme.url}/stores/acme1/v3/`;
/** As BigCommerce downloads it. */
const accountFile = (secret = token): string =>
  `ACCESS TOKEN: ${secret}\nCLIENT NAME: Rollcall\nCLIENT ID: abc\nCLIENT SECRET: n0t-f0r-us\nNAME: Acme\nAPI PATH: ${apiPath()}\n`;

const stored = async (): Promise<string[]> => (await console.vault.list()).map(({ id, label }) => `${id}: ${label}`);
const addAcme = (label = 'Acme Outdoor') =>
  console.vault.add({ storeHash: 'acme1', accessToken: token, apiUrl: acme.url, label });
const fact = (place: Locator, name: string) =>
  place.getByRole('term').filter({ hasText: name }).locator('xpath=../dd').innerText();
const card = (page: Page, name: string) => page.getByRole('region', { name });

/** Pastes as a person does. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: console.origin });
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.getByLabel(label).focus();
  await page.keyboard.press('ControlOrMeta+v');
}

describe('a store is added', () => {
  test('by the text that BigCommerce shows, is tested first, and once however often the button is pressed', async () => {
    const { page } = await console.visit('/stores');
    const seen: string[] = [];
    page.on('response', async (response) => {
      if (response.url().includes('/api/')) seen.push(await response.text().catch(() => ''));
    });
    await page.getByRole('button', { name: 'Add a store' }).click();
    await paste(page, 'API path or store hash', accountFile());
    await page.getByText('The API account is here, from what you pasted.').waitFor();
    for (const [name, value] of [
      ['Store hash', 'acme1'],
      ['API address', acme.url],
      ['Access token', 'Hidden'],
    ] as const)
      expect(await fact(page.getByRole('form', { name: 'Add a store' }), name)).toBe(value);
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Outdoor');
    // Faster than the button can be taken away.
    await page.getByRole('form', { name: 'Add a store' }).evaluate((element) => {
      const form = element as unknown as { requestSubmit(): void };
      form.requestSubmit();
      form.requestSubmit();
    });
    await card(page, 'Acme Outdoor').getByText('Sandbox Store (acme1) answers').waitFor();
    expect(await stored()).toEqual(['acme-outdoor: Acme Outdoor', 'main: null']);
    await page.getByText('All pages now show this store.').waitFor();
    expect(await page.getByLabel('Store', { exact: true }).inputValue()).toBe('acme-outdoor');
    expect(await card(page, 'Acme Outdoor').getByText('In use').count()).toBe(1);
    await page.reload();
    await card(page, 'Acme Outdoor').waitFor();
    for (const text of [await page.content(), ...seen])
      for (const secret of [token, 'n0t-f0r-us']) expect(text).not.toContain(secret);
  });

  test('by hand, and a wrong token is told at its place: nothing is stored, and the page does not hold it', async () => {
    const { page } = await console.visit('/stores?add=yes');
    await page.getByRole('button', { name: 'Test and add' }).click();
    await page.getByText('Give the access token.').first().waitFor();
    await page.getByLabel('API path or store hash').fill(apiPath());
    const field = page.getByLabel('Access token');
    await field.fill('wr0ng-t0ken');
    await page.keyboard.press('Enter');
    await page.getByText('BigCommerce refuses the access token for store acme1').first().waitFor();
    expect([await field.getAttribute('aria-invalid'), await field.getAttribute('type')]).toEqual(['true', 'password']);
    expect(await page.getByRole('button', { name: 'Add anyway' }).count()).toBe(0);
    expect(await stored()).toEqual(['main: null']);
    expect(await page.content()).not.toContain('wr0ng-t0ken');
    await field.fill(token);
    await page.keyboard.press('Enter');
    await card(page, 'acme1').getByText('answers; the token may use').waitFor();
    expect(await page.getByLabel('Access token').count()).toBe(0);
  });

  test('by its file; another file is refused, and a store that is here already can get the new token', async () => {
    await addAcme();
    const { page } = await console.visit('/stores?add=yes');
    const input = page.getByLabel('Text file of the API account');
    await input.setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('email\na@example.com'),
    });
    await page.getByText('people.csv is not the text file of an API account').waitFor();
    await input.setInputFiles({ name: 'acme.txt', mimeType: 'text/plain', buffer: Buffer.from(accountFile()) });
    await page.getByText('The API account is here, from acme.txt.').waitFor();
    await page.getByRole('button', { name: 'Test and add' }).click();
    await page.getByText('This store is here already, as “Acme Outdoor”').waitFor();
    await page.getByRole('button', { name: 'Replace its token' }).click();
    await page.getByText('Acme Outdoor now uses the new token.').waitFor();
    expect(await stored()).toEqual(['acme-outdoor: Acme Outdoor', 'main: null']);
  });

  test('anyway, where it is away', async () => {
    const { page } = await console.visit('/stores?add=yes');
    await page.getByLabel('API path or store hash').fill('http://127.0.0.1:1/stores/away1/v3/');
    await page.getByLabel('Access token').fill('of-away');
    await page.getByRole('textbox', { name: 'Name' }).fill('Away');
    await page.getByRole('button', { name: 'Test and add' }).click();
    await page
      .getByText(
        /The address http:\/\/127\.0\.0\.1:1 does not exist or cannot be reached from this machine \(.*ECONNREFUSED.*\)/,
      )
      .waitFor();
    await page.getByText('Nothing is stored so far.').waitFor();
    expect(await stored()).toEqual(['main: null']);
    await page.getByRole('button', { name: 'Add anyway' }).click();
    await card(page, 'Away').getByText('cannot be reached').waitFor();
    expect(await stored()).toEqual(['away: Away', 'main: null']);
    // It stands first in the list, and nobody has chosen: the one that answers stays in use.
    await page.getByText('It does not answer yet, so all pages still show main (sandbox1).').waitFor();
    expect(await card(page, 'main').getByText('In use').count()).toBe(1);
    await page.reload();
    await card(page, 'main').getByText('In use').waitFor();
    expect(await card(page, 'Away').getByText('In use').count()).toBe(0);
  });
});

describe('a connected store', () => {
  test('is renamed, in the header too', async () => {
    await addAcme();
    const { page } = await console.visit('/stores');
    await page.getByRole('button', { name: 'Rename Acme Outdoor' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Indoor');
    await page.keyboard.press('Enter');
    await card(page, 'Acme Indoor').waitFor();
    await page.getByRole('option', { name: 'Acme Indoor' }).waitFor({ state: 'attached' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The keyboard is back where it was.
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")'))
      .toBe('Rename Acme Indoor');
  });

  test('gets a new token once that works; that of another store is refused', async () => {
    await console.vault.add({ id: 'acme', storeHash: 'acme1', accessToken: 'rev0ked', apiUrl: acme.url });
    const { page } = await console.visit('/stores');
    await page.getByRole('button', { name: 'Test acme' }).click();
    await card(page, 'acme').getByText('BigCommerce refuses the access token').waitFor();
    await page.getByRole('button', { name: 'Replace the token of acme' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Access token').fill('als0-wrong');
    await page.keyboard.press('Enter');
    await dialog.getByText('BigCommerce refuses the access token').first().waitFor();
    expect((await console.vault.get('acme')).accessToken).toBe('rev0ked');
    const { url, storeHash, accessToken } = console.sandbox;
    const other = `ACCESS TOKEN: ${accessToken}\nAPI PATH: ${url}/stores/${storeHash}/v3/`;
    const input = dialog.getByLabel('Text file of the API account');
    await input.setInputFiles({ name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from(other) });
    await dialog.getByRole('button', { name: 'Test and replace' }).click();
    await dialog.getByText('It belongs to sandbox1, and this store is acme1.').waitFor();
    await dialog.getByRole('button', { name: 'Take another one' }).click();
    await dialog.getByLabel('Access token').fill(token);
    await page.keyboard.press('Enter');
    await card(page, 'acme').getByText('answers; the token may use customers and orders').waitFor();
    expect((await console.vault.get('acme')).accessToken).toBe(token);
    expect(await page.content()).not.toContain(token);
  });

  test('tells which scope is missing, what it is for and what to do', async () => {
    const poor = await startSandboxServer({
      storeHash: 'poor1',
      accessToken: token,
      scopes: ['store_v2_customers'],
      quota: 0,
      empty: true,
    });
    await console.vault.add({ id: 'poor', storeHash: 'poor1', accessToken: token, apiUrl: poor.url });
    const { page } = await console.visit('/stores');
    await page.getByRole('button', { name: 'Test poor' }).click();
    const scopes = card(page, 'poor').getByRole('list', { name: 'What the token may use' }).getByRole('listitem');
    await scopes.first().waitFor();
    const [customers, orders] = await scopes.allInnerTexts();
    expect(customers).toMatch(/Customers: allowed\s+Needed to create, read/);
    expect(orders).toMatch(
      /Orders: missing\s+Needed to read orders.+\s+In BigCommerce, open Settings › API .+“modify”/,
    );
    await poor.stop();
  });

  test('is removed after a question that says what stays and what stops', async () => {
    await addAcme();
    const { page } = await console.visit('/stores');
    await page.getByRole('button', { name: 'Remove Acme Outdoor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What stays:').waitFor();
    await dialog.getByText('with the ID “acme-outdoor”').waitFor();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    expect(await stored()).toHaveLength(2);
    await page.getByRole('button', { name: 'Remove Acme Outdoor' }).click();
    await dialog.getByRole('button', { name: 'Remove the store' }).click();
    await card(page, 'Acme Outdoor').waitFor({ state: 'detached' });
    expect(await stored()).toEqual(['main: null']);
    await card(page, 'main').getByText('In use').waitFor();
    await card(page, 'main').getByText('A practice store on this computer').waitFor();
  });
});

describe('the stores', () => {
  test('are chosen between, here as in the header', async () => {
    await addAcme();
    const { page } = await console.visit('/stores');
    await card(page, 'Acme Outdoor').getByText('In use').waitFor();
    await page.getByRole('button', { name: 'Use this store: main' }).click();
    await card(page, 'main').getByText('In use').waitFor();
    expect(await page.getByLabel('Store', { exact: true }).inputValue()).toBe('main');
    await page.reload();
    await card(page, 'main').getByText('In use').waitFor();
  });

  test('can be read and used by everyone, in light and dark, on a desk and on a phone', async () => {
    await addAcme();
    for (const look of [
      { colorScheme: 'light', width: 1280 },
      { colorScheme: 'dark', width: 375 },
    ] as const) {
      const { page } = await console.visit('/stores', look);
      const check = async (state: string): Promise<void> => {
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        // A button under the pointer has a colour of its own.
        await page.mouse.move(0, 0);
        expect([state, look, await violations(page), wide]).toEqual([state, look, [], 0]);
      };
      await page.getByRole('button', { name: 'Test Acme Outdoor' }).click();
      await page.getByText('Customers: allowed').waitFor();
      await page.getByRole('button', { name: 'Add a store' }).click();
      await page.getByLabel('API path or store hash').fill(apiPath());
      await page.getByLabel('Access token').fill('wr0ng');
      await page.keyboard.press('Enter');
      await page.getByText('BigCommerce refuses the access token').first().waitFor();
      await check('a form that was refused');
      for (const name of ['Rename', 'Replace the token of', 'Remove']) {
        await page.getByRole('button', { name: `${name} Acme Outdoor` }).click();
        await page.getByRole('dialog').waitFor();
        await check(name);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }
  });

  test('where there is none, the page asks for the first', async () => {
    await console.vault.remove('main');
    const { page } = await console.visit('/stores');
    await page.getByRole('heading', { name: 'No store is connected yet' }).waitFor();
    await page.getByRole('button', { name: 'Test and add' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const { url: apiUrl, storeHash, accessToken } = console.sandbox;
    await console.vault.add({ id: 'main', storeHash, accessToken, apiUrl });
    expect(console.faults()).toEqual([]);
  });
});
