import { expect, test } from 'vitest';
import { useKeyboard } from './use-keyboard.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button, dialog } = useOnePage();
const { tabTo, expectFocus } = useKeyboard(() => on.page);
const press = (key: string): Promise<void> => on.page.keyboard.press(key);
const closed = (): Promise<void> => dialog().waitFor({ state: 'detached' });

test('whoever searches keeps the place in the search, and goes on in the fields that come up', async () => {
  await visit('/customers');
  await heading('320 customers', 2);
  await tabTo('Name');
  await on.page.keyboard.type('Tanaka');
  await press('Enter');
  await heading(/customers found$/, 2);
  await expectFocus('Name');
  await tabTo('Clear the search', 'Enter');
  await heading('320 customers', 2);
  await expectFocus('Name');
  expect(await on.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('');
  await tabTo('More filters', 'Enter');
  await expectFocus('Phone');
  await on.page.goBack();
  await heading(/customers found$/, 2);
  expect(await on.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Tanaka');
});

test('pages are turned with one key, up to the last and back', async () => {
  await visit('/customers?limit=100');
  for (const rows of ['1–100', '101–200', '201–300', '301–320']) {
    await on.page.getByText(`${rows} of 320`).waitFor();
    if (rows === '1–100') await button('Next').focus();
    if (rows !== '301–320') await press('Enter');
  }
  await expectFocus('Previous');
  await press('Enter');
  await on.page.getByText('201–300 of 320').waitFor();
  await expectFocus('Previous');
});

test('a view of a node that was chosen with the keyboard shows that it has the focus', async () => {
  await visit('/nodes/get-customer-groups');
  await button('Get customer groups').waitFor();
  await tabTo('curl', 'Enter');
  await on.page.getByText('curl -sS').first().waitFor();
  expect(
    await on.page.evaluate(
      '[document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle]',
    ),
  ).toEqual(['curl', 'solid']);
});

test('a store is added, renamed and given up with the keyboard, which goes where the eye is', async () => {
  await visit('/stores');
  await button('Add a store').waitFor();
  await tabTo('Add a store', 'Enter');
  await expectFocus('API path or store hash');
  await tabTo('Test and add', 'Enter');
  await expectFocus('API path or store hash');
  await tabTo('Cancel', 'Enter');
  await expectFocus('Add a store');
  for (const [opens, begins] of [
    [/^Rename /, 'Name'],
    [/^Replace the token of /, 'Choose the file'],
    [/^Remove /, 'Keep it'],
  ] as const) {
    await tabTo(opens, 'Enter');
    await expectFocus(begins);
    await press('Escape');
    await closed();
    await expectFocus(opens);
  }
  expect(on.console.faults()).toEqual([]);
});
