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
    ['telefon', 'Address phone “telefon”'],
    ['attributes', 'Several attributes, as JSON'],
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
  await expect
    .poll(found)
    .toEqual(['Phone “handy”', 'Address phone “handy”', 'Billing: phone “handy”', 'Shipping: phone “handy”']);
  expect(await groups()).toBe(4);
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

test('a column that lost its target gets it back when the other one gives it up, but not what somebody left out', async () => {
  await open();
  const target = (column: string) => on.page.getByRole('combobox', { name: `Where “${column}” goes` });
  const choose = async (column: string, title: string): Promise<void> => {
    await target(column).fill(title);
    await on.page.getByRole('option', { name: title, exact: true }).click();
  };
  await choose('Frobnitz', 'First name');
  await expect.poll(() => target('first_name').inputValue()).toBe('Do not import');
  await choose('Frobnitz', 'Notes');
  await expect.poll(() => target('first_name').inputValue()).toBe('First name');
  await on.page.getByText('1 column is changed and not checked yet.').waitFor();
  await choose('last_name', 'Do not import');
  await choose('Frobnitz', 'Last name');
  await choose('Frobnitz', 'Notes');
  expect(await target('last_name').inputValue()).toBe('Do not import');
});

test('a click into a field that was left with Enter or Escape selects its text, so that typing finds again', async () => {
  await open();
  for (const key of ['Enter', 'Escape']) {
    await chooser().fill('notes');
    await expect.poll(activeEntry).toBe('Notes');
    await on.page.keyboard.press('Enter');
    if (key === 'Escape') {
      await chooser().click();
      await on.page.keyboard.press('Escape');
    }
    await chooser().click();
    await on.page.keyboard.type('company');
    expect(await chooser().inputValue()).toBe('company');
    await on.page.keyboard.press('Escape');
  }
});

const activeEntry = (): Promise<unknown> =>
  on.page.evaluate(
    `document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent`,
  );
