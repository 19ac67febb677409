import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let opened: OpenedConsole;
beforeAll(async () => {
  opened = await openConsole({ empty: true });
});
afterAll(() => opened.close());

const file = `E-mail,Vorname,Nachname,Address,City,State,Zip,Country,Tags,Password,Newsletter,Frobnitz
ana@acme.example,Ana,Ruiz,Main St 1,Austin,Texas,78701,US,vip,hunter2,yes,blue
bob-at-acme,Bob,Lee,Main St 2,Austin,Texas,78701,US,vip,hunter2,no,red
cleo@acme.example,Cleo,Roy,Main St 3,Austin,Texas,78701,Narnia,,hunter2,yes,red
dan@acme.example,Dan,Poe,,Austin,Texas,78701,US,,hunter2,,blue
ana@acme.example,Ana,Ruiz,Main St 1,Austin,Texas,78701,US,,hunter2,,blue
,,,,,,,,,,,
`;

type Json = ReturnType<typeof JSON.parse>;

async function call(method: string, path: string, body?: string): Promise<Json> {
  const headers = { authorization: opened.authorization };
  const response = await fetch(opened.origin + path, { method, headers, ...(body !== undefined && { body }) });
  return response.json();
}

async function upload(name: string, content: string): Promise<string> {
  const { import_id: id } = await call('POST', `/api/imports?filename=${name}`, content);
  await expect
    .poll(async () => {
      const { state, reason } = await call('GET', `/api/imports/${id}`);
      return state !== 'checking' || reason !== undefined;
    })
    .toBe(true);
  return id;
}

/** What the store itself answers. */
async function store(path: string, body?: object): Promise<Json> {
  const { url, storeHash, accessToken } = opened.sandbox;
  const response = await fetch(`${url}/stores/${storeHash}/${path}`, {
    headers: { 'x-auth-token': accessToken, 'content-type': 'application/json', accept: 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return response.json();
}

async function customer(email: string): Promise<Json> {
  return (await store(`v3/customers?email:in=${encodeURIComponent(email)}`)).data[0];
}

/** Without what only a pointer that rests on a button changes. */
async function isFine(page: Page, what: string): Promise<void> {
  await page.mouse.move(0, 0);
  await expectReadable(page, what);
}

const figure = (page: Page, title: string) => page.locator('dl > div', { hasText: title }).locator('dd');

// Axe looks at every step twice, which takes its time on a busy machine.
describe('an import before it runs', () => {
  test('is mapped, corrected in place, and started; the store holds what was corrected', async () => {
    const { id: vip } = await store('v2/customer_groups', { name: 'VIP' });
    const id = await upload('customers.csv', file);
    const { page } = await opened.visit(`/imports/${id}`);
    await page.getByText('5 rows · CSV with commas · UTF-8 · for Sandbox Store').waitFor();
    await page.getByRole('region', { name: 'Please choose' }).getByText('Frobnitz').waitFor();
    await page.getByText('It holds passwords or keys. Nothing of it is stored or sent.').waitFor();
    await isFine(page, 'columns');

    await page.getByRole('button', { name: 'Open the list: Where “Frobnitz” goes' }).waitFor();

    // A column that nobody knows becomes a note of the customer.
    await page.getByRole('combobox', { name: 'Where “Frobnitz” goes' }).click();
    await page.getByRole('option', { name: 'Notes' }).click();
    await page.getByRole('combobox', { name: 'Group for “vip” in Tags' }).fill('VIP');
    await page.reload();
    await page.getByText('1 column is changed, and the groups, and not checked yet.').waitFor();
    await page.getByRole('button', { name: 'Check again with these columns' }).click();
    await page.getByText('Checked again with these columns.').first().waitFor();
    expect((await call('GET', `/api/imports/${id}`)).options.map).toEqual({ Frobnitz: 'notes' });
    await page.getByRole('button', { name: 'Continue to the check' }).click();
    await page.reload();
    await page.getByText('What the import would do').waitFor();
    expect(await figure(page, 'New customers').textContent()).toBe('2');
    expect(await figure(page, 'Rejected').textContent()).toBe('2');
    await page.getByText('And 1 row without any value, which is ignored.').waitFor();
    const values = 'values that BigCommerce does not take';
    for (const kind of [`E-mail: ${values}`, `Country: ${values}`, 'Email comes twice in the file'])
      await page.getByRole('heading', { name: kind }).waitFor();
    await page.getByRole('heading', { name: 'Address left out: something is missing' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the 2 rejected rows' }).click();
    const rejects = readFileSync(await (await download).path(), 'utf8').split('\n');
    expect(rejects.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'E-mail,Vorname,Nachname',
      'bob-at-acme,Bob,Lee',
      'cleo@acme.example,Cleo,Roy',
      '',
    ]);
    expect(rejects.join()).not.toContain('hunter2');
    const kind = (title: string) => page.getByRole('listitem').filter({ hasText: title });
    await kind('Country: values').getByRole('button', { name: 'Show 1 row' }).click();
    await page.getByRole('button', { name: 'Fix Country on line 4' }).waitFor();
    await kind('E-mail: values').getByRole('button', { name: 'Show 1 row' }).click();
    await page.getByRole('button', { name: 'Fix Country on line 4' }).waitFor({ state: 'hidden' });
    await page.getByRole('searchbox', { name: 'Find' }).fill('bob');
    await page.getByText('1 row found').waitFor();
    await page.getByRole('button', { name: 'Fix E-mail on line 3' }).click();
    const cell = page.getByRole('textbox', { name: 'E-mail on line 3' });
    expect(await cell.inputValue()).toBe('bob-at-acme');
    await isFine(page, 'check');

    // What is still wrong is said at once; what is right is counted without being asked for.
    await cell.fill('bob@acme');
    await cell.press('Enter');
    await page.getByText('"bob@acme" is no email address').waitFor();
    expect(await page.getByRole('table', { name: 'E-mail: values' }).textContent()).not.toContain('"E-mail"');
    await page.getByRole('button', { name: 'Fix E-mail on line 3' }).click();
    await cell.fill('bob@acme.example');
    await cell.press('Enter');
    await page.getByText('Fixed', { exact: true }).waitFor();
    await expect.poll(() => figure(page, 'New customers').textContent()).toBe('3');
    await page.reload();
    await page.getByRole('heading', { name: 'Your corrections (1)' }).waitFor();
    expect(await figure(page, 'Rejected').textContent()).toBe('1');

    await page.getByRole('button', { name: 'Continue to the choices' }).click();
    await page.getByText('No email is sent to your customers').waitFor();
    await isFine(page, 'start');
    await page.getByRole('button', { name: 'Import 3 customers into Sandbox Store' }).click();
    await expect.poll(async () => (await call('GET', `/api/imports/${id}`)).state).toBe('completed');
    expect(await customer('bob@acme.example')).toMatchObject({
      first_name: 'Bob',
      notes: 'red',
      customer_group_id: vip,
    });
    expect(await customer('cleo@acme.example')).toBeUndefined();
  });

  test('corrects the same wrong value in every row at once, and takes that back', async () => {
    const countries = ['Untied Kingdom', 'US', 'Untied Kingdom', 'Narnia', 'Untied Kingdom'];
    const lines = countries.map((country, i) => `p${i}@same.example,P,Roy,Main St 1,Austin,Texas,78701,${country}`);
    const header = 'email,first_name,last_name,address1,city,state,postal_code,country';
    const id = await upload('same.csv', [header, ...lines].join('\n'));
    const { page } = await opened.visit(`/imports/${id}?step=check&problem=invalid_params`);
    const same = page.getByRole('region', { name: 'The same value in many rows of country' });
    await same.getByText('in 3 rows').waitFor();
    // What stands in one row only is corrected there.
    expect(await same.textContent()).not.toContain('Narnia');
    await isFine(page, 'the same value');
    await same.getByRole('textbox', { name: 'What “Untied Kingdom” in country is replaced with' }).fill('GB');
    await same.getByRole('button', { name: 'Replace in all 3 rows' }).click();
    await expect.poll(() => figure(page, 'New customers').textContent()).toBe('4');
    await page.getByRole('heading', { name: 'Your corrections (1)' }).waitFor();
    await page.getByRole('region', { name: 'Your corrections' }).getByText('3 rows').waitFor();
    await isFine(page, 'what was replaced');
    await page.getByRole('button', { name: 'Take back “Untied Kingdom” in country' }).click();
    await expect.poll(() => figure(page, 'New customers').textContent()).toBe('1');
    await same.getByText('in 3 rows').waitFor();
    expect(await page.getByRole('heading', { name: 'Your corrections (1)' }).count()).toBe(0);
  });

  test('shows the whole row of a problem, whose every cell is corrected with the keyboard', async () => {
    const header = 'email,first_name,last_name,company,phone';
    const id = await upload('whole.csv', `${header}\nno-email,Eva,Roy,Roy & Sons,+1 5\nfay@whole.example,Fay,Roy,,\n`);
    const { page } = await opened.visit(`/imports/${id}?step=check&problem=invalid_params`);
    await page.getByRole('button', { name: 'The whole row on line 2' }).press('Enter');
    const table = page.getByRole('table', { name: /rows$/ });
    await table.getByText('Roy & Sons').waitFor();
    await isFine(page, 'a whole row');
    await page.getByRole('button', { name: 'Fix company on line 2' }).press('Enter');
    const cell = page.getByRole('textbox', { name: 'company on line 2' });
    await cell.fill('Roy and Sons');
    await cell.press('Enter');
    await table.getByText('Roy and Sons').waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Fix company on line 2');
    await page.getByRole('heading', { name: 'Your corrections (1)' }).waitFor();

    // On a phone every value stands below or beside its header, without scrolling sideways.
    await page.setViewportSize({ width: 375, height: 800 });
    await table.getByText('What is wrong').last().waitFor();
    const wide = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('[role="table"]'))`;
    expect(await page.evaluate(wide)).toBe(0);
    await page.getByRole('button', { name: 'The whole row on line 2' }).press('Enter');
    await table.getByText('Roy and Sons').waitFor({ state: 'hidden' });
  });

  test('says what the store was asked, and which column gave its place away', async () => {
    const id = await upload('asked.csv', 'email,first_name,last_name,phone,mobile\na@asked.example,A,Roy,123,456\n');
    const { page } = await opened.visit(`/imports/${id}`);
    await page.getByRole('combobox', { name: 'Where “mobile” goes' }).click();
    await page.getByRole('option', { name: 'Phone', exact: true }).click();
    await page.getByText('“mobile” goes to “Phone” now, in its place.').waitFor();
    await page.getByRole('button', { name: 'Undo the changes' }).click();
    await page.getByRole('button', { name: 'Continue to the check' }).click();
    await page.getByRole('button', { name: 'Ask the store who is in it already' }).click();
    await page.getByText('The store was asked: 0 of 1 customer are in it already.').waitFor();
  });

  test('takes what is typed as soon as a cell is opened', async () => {
    const id = await upload('typed.csv', 'email,first_name,last_name\n,Eva,Roy\nfay@typed.example,Fay,Roy\n');
    const { page } = await opened.visit(`/imports/${id}?step=check&problem=email_missing`);
    const opener = page.getByRole('button', { name: 'Fix email on line 2' });
    const cell = page.waitForResponse(/\/rows\/2$/);
    await opener.focus();
    await (await cell).finished();
    await page.keyboard.press('Enter');
    await page.keyboard.type('eva@typed.example');
    await page.keyboard.press('Enter');
    await page.getByText('Fixed', { exact: true }).waitFor();
    expect((await call('GET', `/api/imports/${id}/fixes`)).fixes).toMatchObject([{ value: 'eva@typed.example' }]);
  });

  test('keeps every key that is typed while a cell is still being read', async () => {
    const id = await upload('reading.csv', 'email,first_name,last_name\nbob-at-,Bob,Lee\n');
    const { page } = await opened.visit(`/imports/${id}?step=check&problem=invalid_params`);
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/rows/2', async (route) => {
      await asked;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Fix email on line 2' }).click();
    const cell = page.getByRole('textbox', { name: 'email on line 2' });
    await expect.poll(() => cell.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('email on line 2');
    await page.keyboard.type('here');
    answer();
    await expect.poll(() => cell.inputValue()).toBe('bob-at-here');
    await page.keyboard.type('.example');
    expect(await cell.inputValue()).toBe('bob-at-here.example');
  });

  test('names the groups that the store lacks, and leads to the choice that they are made', async () => {
    const rows = Array.from({ length: 24 }, (_, at) => `g${at}@groups.example,G,Roy,Tier ${at % 12}`);
    const id = await upload('groups.csv', `email,first_name,last_name,customer_group\n${rows.join('\n')}\n`);
    const { page } = await opened.visit(`/imports/${id}?step=check`);
    await page.getByText(/^Not in the store: “Tier \d+” \(2 rows\), .* and 2 more\.$/).waitFor();
    await isFine(page, 'groups that are missing');
    await page.getByRole('link', { name: 'Go to the choices' }).click();
    const make = page.getByText('Make customer groups and attributes that the store does not have');
    await make.click();
    await expect.poll(async () => (await call('GET', `/api/imports/${id}`)).check?.would.rejected).toBe(0);
    expect(await make.isVisible()).toBe(true);
  });

  test('takes a correction back, and counts again', async () => {
    const id = await upload('again.csv', 'email,first_name,last_name\nno-email,Eva,Roy\nfay@again.example,Fay,Roy\n');
    const { page } = await opened.visit(`/imports/${id}?step=check&problem=invalid_params`);
    await page.getByRole('button', { name: 'Fix email on line 2' }).click();
    await page.getByRole('textbox', { name: 'email on line 2' }).fill('eva@again.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => figure(page, 'New customers').textContent()).toBe('2');
    await page.getByRole('button', { name: 'Take back email on line 2' }).click();
    await expect.poll(() => figure(page, 'New customers').textContent()).toBe('1');
    expect((await call('GET', `/api/imports/${id}`)).fixes.total).toBe(0);
  });

  test('is chosen about: customers who exist, the quota, a pilot; the choices outlast a reload', async () => {
    const id = await upload('choices.csv', 'email,first_name,last_name\na@c.example,A,Roy\nb@c.example,B,Roy\n');
    const { page } = await opened.visit(`/imports/${id}?step=start`, { colorScheme: 'dark', width: 375 });
    await page.getByText('Update them from the file').click();
    await page.getByText('50 %: leaves half').click();
    await page.getByText('Import only the first rows, then pause').click();
    await page.getByRole('textbox', { name: 'How many rows' }).fill('1');
    await page.getByText('More choices', { exact: true }).click();
    await isFine(page, 'start on a phone');
    await page.reload();
    await page.getByText('at 50 % of the quota').waitFor();
    await page.getByRole('button', { name: 'Import the first row into Sandbox Store, then pause' }).click();
    await expect.poll(async () => (await call('GET', `/api/imports/${id}`)).state).toBe('paused');
    expect(await call('GET', `/api/imports/${id}`)).toMatchObject({
      options: { if_exists: 'update', quota_share: 0.5 },
      created: 1,
      pending: 1,
    });
  });

  test('says why a file cannot be read, and is cancelled only after a question', async () => {
    const id = await upload('customers.xlsx', 'PK\u0003\u0004 a workbook');
    const { page } = await opened.visit(`/imports/${id}`, { colorScheme: 'dark', width: 375 });
    await page.getByText('Excel workbook').waitFor();
    await isFine(page, 'unreadable');
    await page.getByRole('button', { name: 'Cancel this import' }).click();
    await isFine(page, 'the question');
    await page.getByRole('button', { name: 'Go back' }).click();
    expect((await call('GET', `/api/imports/${id}`)).state).toBe('checking');
    await page.getByRole('button', { name: 'Cancel this import' }).click();
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
    expect((await call('GET', `/api/imports/${id}`)).state).toBe('cancelled');
  });

  test('asks for the column of the emails where none was recognised, and keeps columns under a name', async () => {
    const id = await upload('odd.csv', 'kontaktfeld,first_name,last_name\nx@odd.example y@odd.example,A,Roy\n');
    const { page } = await opened.visit(`/imports/${id}`);
    await page.getByText('Choose the column that holds the emails.').waitFor();
    await page.getByText('x@odd.example y@odd.example').waitFor();
    await isFine(page, 'a first check without an email');
    await page.getByRole('combobox', { name: 'Where “kontaktfeld” goes' }).click();
    await page.getByRole('option', { name: 'Email', exact: true }).click();
    await page.getByRole('button', { name: 'Check again with these columns' }).click();
    await page.getByText('Checked again with these columns.').first().waitFor();
    await page.getByRole('textbox', { name: 'Save as' }).fill('odd shop');
    await page.getByRole('button', { name: 'Save these columns' }).click();
    await page.getByRole('combobox', { name: 'Saved columns' }).selectOption('odd shop (3 columns)');
    await page.getByRole('button', { name: 'Use them for this file' }).click();
    await page.getByText('From the saved mapping').first().waitFor();
    // Without any email the file cannot be checked; what was changed is still there, and is undone.
    await page.getByRole('combobox', { name: 'Where “kontaktfeld” goes' }).click();
    await page.getByRole('option', { name: 'Do not import' }).click();
    await page.getByRole('button', { name: 'Check again with these columns' }).click();
    await page.getByText('No column of the file was recognised as the email').waitFor();
    await page.reload();
    await page.getByText('No column of the file was recognised as the email').waitFor();
    await isFine(page, 'columns without an email');
    await page.getByRole('button', { name: 'Undo the changes' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Continue to the check' }).click();
    await page.getByText('What the import would do').waitFor();
  });

  test('uses saved columns, and takes them off again', async () => {
    const mapping = { version: 1, columns: { Colour: 'notes' } };
    await opened.send('POST', '/api/mappings', { name: 'colours', mapping });
    const id = await upload('off.csv', 'email,first_name,last_name,Colour\na@off.example,A,Roy,blue\n');
    const { page } = await opened.visit(`/imports/${id}`);
    await page.getByRole('combobox', { name: 'Saved columns' }).selectOption('colours (1 column)');
    await page.getByRole('button', { name: 'Use them for this file' }).click();
    await page.getByText('The saved columns “colours” are used for this file.').waitFor();
    await isFine(page, 'saved columns in use');
    await page.getByRole('button', { name: 'Take them off again' }).click();
    await page.getByRole('region', { name: 'Please choose' }).getByText('Colour').waitFor();
    await page.getByText('The saved columns “colours”').waitFor({ state: 'hidden' });
    expect((await call('GET', `/api/imports/${id}`)).mapping.columns.Colour).toBeNull();
  });

  test('met nothing that a visitor must not meet', () => {
    expect(opened.faults()).toEqual([]);
  });
});
