import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdUp } from '../../src/hosts/fixtures/hold-up.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let opened: OpenedConsole;
beforeAll(async () => {
  // No check is waited for.
  opened = await openConsole({ empty: true, maxCheckWaitMs: 1, latency: [20, 20] });
});
afterAll(() => opened.close());

test('columns that were changed stay changed until a check that takes its time ended well', async () => {
  const content = 'email,first_name,last_name,Colour\na@slow.example,A,Roy,blue\n';
  const { json } = await opened.send('POST', '/api/imports?filename=slow.csv', content, { 'content-type': 'text/csv' });
  const { page } = await opened.visit(`/imports/${json.import_id}`);
  const choose = async (column: string, target: string): Promise<void> => {
    await page.getByRole('combobox', { name: `Where “${column}” goes` }).click();
    await page.getByRole('option', { name: target, exact: true }).click();
    await page.getByRole('button', { name: 'Check again with these columns' }).click();
  };
  const changed = page.getByText('1 column is changed and not checked yet.');
  await page.getByRole('combobox', { name: 'Where “Colour” goes' }).waitFor();
  // A check asks the store.
  const letGo = holdUp(opened.sandbox.sandbox);
  await choose('Colour', 'Notes');
  await page.getByText('Checking the file again').waitFor();
  expect(await changed.isVisible()).toBe(true);
  await page.reload();
  await changed.waitFor();
  letGo();
  await page.getByRole('button', { name: 'Continue to the check' }).waitFor();
  expect(await changed.isVisible()).toBe(false);
  expect(await page.getByRole('combobox', { name: 'Where “Colour” goes' }).inputValue()).toBe('Notes');

  // Of one that fails nothing is forgotten.
  await choose('email', 'Do not import');
  await page.getByText('No column of the file was recognised as the email').waitFor();
  expect(await changed.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Undo the changes' }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Continue to the check' }).click();
  await page.getByText('What the import would do').waitFor();
  expect(opened.faults()).toEqual([]);
});
