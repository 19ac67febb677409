import { expect, test } from 'vitest';
import { useKeyboard } from './use-keyboard.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button } = useOnePage();
const { tabTo, expectFocus } = useKeyboard(() => on.page);
const press = (key: string): Promise<void> => on.page.keyboard.press(key);

const content = `Email,First name,Last name,Frobnitz
ana@keyboard.example,Ana,Ruiz,blue
bob-at-acme,Bob,Lee,red
`;

test('a whole import is done with the keyboard, which is after each step where the eye is', async () => {
  await visit('/imports');
  await button('Choose a file').waitFor();
  const chooser = on.page.waitForEvent('filechooser');
  await tabTo('Choose a file', 'Enter');
  await (await chooser).setFiles({ name: 'keyboard.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await heading('Where each column goes', 2);
  await expectFocus('keyboard.csv');

  await tabTo('Where “Frobnitz” goes');
  await on.page.keyboard.type('notes');
  await press('Enter');
  await expectFocus('Where “Frobnitz” goes');
  await tabTo('Check again with these columns', 'Enter');
  await button('Continue to the check').waitFor();
  await tabTo('Continue to the check', 'Enter');
  await heading('What the import would do', 2);
  await expectFocus(/^What the import would do/);

  await tabTo('Show 1 row', 'Enter');
  await expectFocus('Hide the rows');
  await tabTo('Fix Email on line 3', 'Enter');
  await expectFocus('Email on line 3');
  await on.page.keyboard.type('bob');
  await press('Escape');
  await expectFocus('Fix Email on line 3');
  await press('Enter');
  await expectFocus('Email on line 3');
  await press('ControlOrMeta+a');
  await on.page.keyboard.type('bob@keyboard.example');
  await press('Enter');
  // It was the last problem: its list goes, and the way on is at hand.
  await heading('No problems found', 2);
  await expectFocus('Continue to the choices');
  await press('Enter');
  await heading('What will happen', 2);
  await expectFocus(/^Your choices/);

  await tabTo('Import 2 customers into Sandbox Store', 'Enter');
  await heading('Finished: 2 created', 2);
  await expectFocus('keyboard.csv');
  const download = on.page.waitForEvent('download');
  await tabTo('Results', 'Enter');
  expect((await download).suggestedFilename()).toMatch(/results\.csv$/);
  await tabTo('The whole row on line 2', 'Enter');
  await on.page.getByText('blue', { exact: true }).waitFor();
  await expectFocus('The whole row on line 2');
  await tabTo('Line of the file');
  await on.page.keyboard.type('3');
  await press('Enter');
  await on.page.getByRole('region', { name: 'Line 3' }).waitFor();
  await expectFocus('Line of the file');
  expect(on.console.faults()).toEqual([]);
});
