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

test('a node is filled in, run and copied as a call with the keyboard; arrow keys turn its views', async () => {
  await visit('/nodes');
  // The card around the link shows the focus.
  await on.page.getByRole('link', { name: 'Get customers' }).press('Enter');
  await heading('Get customers');
  await tabTo('Results per page');
  await on.page.keyboard.type('3');
  await tabTo('Get customers', 'Enter');
  await on.page.getByRole('tab', { name: 'Card', selected: true }).waitFor();
  await expectFocus(/^Outcome/);
  await tabTo('Card');
  await press('ArrowRight');
  await expectFocus('JSON');
  await on.page.getByRole('tab', { name: 'JSON', selected: true }).waitFor();
  await press('ArrowRight');
  await expectFocus('Card');
  await tabTo('CLI');
  await on.page.getByText('get-customers --credentials main --limit 3').waitFor();
  for (const [key, view] of [
    ['End', 'TypeScript'],
    ['ArrowLeft', 'curl'],
    ['Home', 'CLI'],
    ['ArrowLeft', 'TypeScript'],
    ['ArrowLeft', 'curl'],
  ] as const) {
    await press(key);
    await expectFocus(view);
    await on.page.getByRole('tab', { name: view, selected: true }).waitFor();
  }
  // One stop for all views: the next is what the chosen one shows.
  await press('Tab');
  expect(await on.page.evaluate('document.activeElement.role')).toBe('tabpanel');
  await on.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tabTo(/^Copy/, 'Enter');
  await expect.poll(() => on.page.evaluate('navigator.clipboard.readText()')).toContain('curl -sS');
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
    if (begins === 'Choose the file') {
      // What is missing gets the focus, in a dialog too.
      await tabTo('Test and replace', 'Enter');
      await expectFocus('Access token');
    }
    await press('Escape');
    await closed();
    await expectFocus(opens);
  }
  expect(on.console.faults()).toEqual([]);
});
