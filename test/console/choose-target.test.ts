import { expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading } = useOnePage();
const chooser = () => on.page.getByRole('combobox', { name: 'Where “Frobnitz” goes' });
const found = () => on.page.getByRole('option').allTextContents();
const groups = () => on.page.getByRole('listbox').getByRole('group').count();

async function open(): Promise<string> {
  const file = 'email,first_name,last_name,Frobnitz\nana@find.example,Ana,Ruiz,blue\n';
  const { json } = await on.console.send('POST', '/api/imports?credentials_id=main&filename=find.csv', file);
  await visit(`/imports/${json.import_id}`);
  await heading('Where each column goes', 2);
  return json.import_id;
}

test('a target is found by any word of its title, by its technical name, and by what people call it', async () => {
  await open();
  for (const [typed, title] of [
    ['code', 'Postal code'],
    ['customer_group_id', 'Customer group ID'],
    ['PLZ', 'Postal code “plz”'],
    ['Straße', 'Address line 1 “strasse”'],
    ['rechnung ort', 'Billing: city'],
    ['group customer', 'Customer group'],
    ['leave out', 'Do not import “Leave out”'],
  ] as const) {
    await chooser().fill(typed);
    await expect.poll(found).toContain(title);
  }
  // What is called so stands before what is only known so.
  await chooser().fill('post');
  await expect.poll(async () => (await found())[0]).toBe('Postal code');
});

test('while somebody types, only groups with hits stand there, and where nothing is found it says so', async () => {
  await open();
  await chooser().click();
  await expect.poll(groups).toBeGreaterThan(8);
  await expectReadable(on.page, 'the open list of targets');
  await chooser().fill('Handy');
  await expect.poll(found).toEqual(['Phone “handy”', 'Billing: phone “handy”', 'Shipping: phone “handy”']);
  expect(await groups()).toBe(3);
  await expectReadable(on.page, 'targets that were found');
  await chooser().fill('qwertz');
  await on.page.getByText('Nothing is found for “qwertz”.').waitFor();
  expect(await on.page.getByRole('listbox').count()).toBe(0);
  await expectReadable(on.page, 'no target found');
});

test('arrow keys walk the list, Enter chooses, and Escape or going on leaves all as it was', async () => {
  const id = await open();
  await chooser().focus();
  await on.page.keyboard.type('phone');
  await expect.poll(async () => (await found())[0]).toBe('Phone');
  await on.page.keyboard.press('Escape');
  await on.page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await chooser().inputValue()).toBe('');
  await on.page.keyboard.type('phone');
  await on.page.getByRole('listbox').waitFor();
  await on.page.keyboard.press('Tab');
  await on.page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await chooser().inputValue()).toBe('');

  await chooser().press('ArrowDown');
  await expect.poll(activeEntry).toBe('Do not import');
  await on.page.keyboard.press('ArrowUp');
  await expect.poll(activeEntry).toBe('Origin channel ID');
  await chooser().fill('notes');
  await expect.poll(activeEntry).toBe('Notes');
  await on.page.keyboard.press('Enter');
  await on.page.getByText('1 column is changed and not checked yet.').waitFor();
  expect(await chooser().inputValue()).toBe('Notes');
  expect(await on.page.evaluate('document.activeElement.value')).toBe('Notes');
  await on.page.getByRole('button', { name: 'Check again with these columns' }).click();
  await expect
    .poll(async () => (await on.console.send('GET', `/api/imports/${id}`)).json.options.map)
    .toEqual({ Frobnitz: 'notes' });
  expect(on.console.faults()).toEqual([]);
});

const activeEntry = (): Promise<unknown> =>
  on.page.evaluate(
    `document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent`,
  );
