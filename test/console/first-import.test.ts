import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole({ maxUploadBytes: 1_000_000 });
});
afterAll(() => console.close());

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** The browser's own log tells of the refusal that a test asks for. */
const faults = () => console.faults().filter((fault) => !fault.includes('413 (Payload Too Large)'));

describe('somebody who opens the console for the first time', () => {
  test('tries an import with the sandbox, and reads its report', async () => {
    const { page } = await console.visit('/');
    await title(page, 'Imports');
    await page.getByRole('heading', { name: 'How an import goes' }).waitFor();
    await expectReadable(page, 'first use');

    await press(page, 'Try with the sandbox');
    await title(page, 'sample-customers.csv');
    await press(page, 'Continue to the check');
    await press(page, 'Continue to the choices');
    await press(page, /^Import 195 customers into /);
    await page.getByRole('heading', { name: 'Finished: 195 created, 1 skipped, 4 rejected' }).waitFor();
    await page.getByRole('img', { name: /^Rows: 195 created/ }).waitFor();
    const rejected = page.getByRole('table', { name: 'Rows that are rejected' });
    await rejected.getByText('Did you mean United Kingdom').waitFor();
    expect(await rejected.textContent()).not.toContain('--');
    await expectReadable(page, 'the report');
    await rejected.getByRole('button', { name: 'The whole row on line 100' }).press('Enter');
    await rejected.getByText('Untied Kingdom', { exact: true }).waitFor();
    await expectReadable(page, 'a whole row');

    const [rejects] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Rejects', exact: true }).click(),
    ]);
    expect((await readFile(await rejects.path(), 'utf8')).split('\r\n').filter(Boolean)).toHaveLength(1 + 4);
  });

  test('finds what became of a line of the file', async () => {
    const { page } = await console.visit('/imports');
    await page.getByRole('link', { name: 'sample-customers.csv' }).click();
    await page.getByLabel('Line of the file').fill('100');
    await press(page, 'Look it up');
    const life = page.getByRole('region', { name: 'Line 100' });
    await life.getByText('Untied Kingdom').first().waitFor();
    await expectReadable(page, 'a line');
    await page.reload();
    await life.waitFor();
    await page.getByLabel('Line of the file').fill('4,000');
    await press(page, 'Look it up');
    await page.getByText(/Line 4000 is after the last record/).waitFor();

    await page.getByRole('combobox', { name: 'Show the rows that are' }).selectOption('created (195)');
    const customer = page.getByRole('table', { name: 'Rows that are created' }).getByRole('link').first();
    await customer.click();
    await page.waitForURL(/\/customers\/\d+$/);
  });

  test('corrects the rejected rows as an import of their own, with the choices of the first', async () => {
    const content = 'Email,First name,Last name,Colour\nana@,Ana,Ruiz,blue\nbea@rejects.example,Bea,Ruiz,red\n';
    const { json } = await console.send('POST', '/api/imports?credentials_id=main&filename=spring.csv', content);
    const body = { if_exists: 'update', map: { Colour: 'notes' } };
    await console.send('POST', `/api/imports/${json.import_id}/start`, body);
    const { page } = await console.visit(`/imports/${json.import_id}`);
    await page.getByRole('heading', { name: 'Finished: 1 created, 1 rejected' }).waitFor();
    await press(page, 'Correct these rows here');
    await title(page, 'spring-rejects.csv');
    await page.getByText('What the import would do').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('spring-rejects.csv');
    const id = /imports\/([^?]+)/.exec(page.url())![1];
    const { json: view } = await console.send('GET', `/api/imports/${id}`);
    expect(view).toMatchObject({ rows: 1, options: body, store_hash: expect.any(String) });
    await page.goto(`${console.origin}/imports/${json.import_id}`);
    await page.getByRole('link', { name: 'spring-rejects.csv' }).waitFor();
    await expectReadable(page, 'rejects that were taken up');
  });

  test('corrects rejects that no column could be recognised by, and loses no choice if the check fails', async () => {
    const content = `Courriel,First name,Last name,Colour,Secret word
${Array.from({ length: 9 }, (_, at) => `bad${at},Ana,Ruiz,blue,x`).join('\n')}
${Array.from({ length: 9 }, (_, at) => `good${at}@all.example,Ana,Ruiz,blue,x`).join('\n')}
`;
    const { json } = await console.send('POST', '/api/imports?credentials_id=main&filename=autumn.csv', content);
    const body = { if_exists: 'update', newsletter: true, create_missing: true, map: { Colour: 'notes' } };
    await console.send('POST', `/api/imports/${json.import_id}/start`, body);
    const { page, faults } = await console.visit(`/imports/${json.import_id}`);
    const target = { Courriel: 'email', 'First name': 'first_name', 'Last name': 'last_name', Colour: 'notes' };
    const options = { ...body, map: { ...target, 'Secret word': null } };
    const taken = async () =>
      (await console.send('GET', `/api/imports/${/imports\/([^?]+)/.exec(page.url())![1]}`)).json;
    await press(page, 'Correct these rows here');
    await page.getByText('What the import would do').waitFor();
    expect(await taken()).toMatchObject({ state: 'ready', rows: 9, options });

    await page.goto(`${console.origin}/imports/${json.import_id}`);
    await page.route('**/check', (route) => route.abort(), { times: 1 });
    await press(page, 'Correct these rows here');
    await title(page, 'autumn-rejects.csv');
    await press(page, 'Check again with these columns');
    await page.getByText('Checked again with these columns.').first().waitFor();
    expect(await taken()).toMatchObject({ state: 'ready', options });
    expect(faults.splice(0)).toEqual([expect.stringContaining('/check')]);
  });

  test('is offered the columns and choices of an import whose rejects come back as a file', async () => {
    const content = 'Mail,First name,Last name,Colour\nana@,Ana,Ruiz,blue\nbea@back.example,Bea,Ruiz,red\n';
    const { json } = await console.send('POST', '/api/imports?credentials_id=main&filename=winter.csv', content);
    const body = { if_exists: 'update', newsletter: true, map: { Colour: 'notes' } };
    await console.send('POST', `/api/imports/${json.import_id}/start`, body);
    const { page } = await console.visit(`/imports/${json.import_id}`);
    await page.getByRole('heading', { name: 'Finished: 1 created, 1 rejected' }).waitFor();
    const report = await page.request.get(`${console.origin}/api/imports/${json.import_id}/report/rejects`);
    const corrected = (await report.text()).replace('ana@,', 'ana@back.example,');
    await page.goto(`${console.origin}/imports`);
    const file = { name: 'winter-rejects (1).csv', mimeType: 'text/csv', buffer: Buffer.from(corrected) };
    await page.getByLabel('File with customers').setInputFiles(file);
    await title(page, 'winter-rejects (1).csv');
    await page.getByRole('heading', { name: 'Rejects of an earlier import' }).waitFor();
    await page.getByRole('link', { name: 'winter.csv' }).waitFor();
    await expectReadable(page, 'rejects that came back');
    await press(page, 'Use its columns and choices');
    await page.getByText('Checked again with the columns and choices of winter.csv.').first().waitFor();
    await page.getByRole('heading', { name: 'Rejects of an earlier import' }).waitFor({ state: 'detached' });
    const { json: view } = await console.send('GET', `/api/imports/${/imports\/([^?]+)/.exec(page.url())![1]}`);
    const map = { Mail: 'email', 'First name': 'first_name', 'Last name': 'last_name', Colour: 'notes' };
    expect(view).toMatchObject({ rows: 1, options: { ...body, map } });
  });

  test('finds the sample again when there are imports already', async () => {
    const { page } = await console.visit('/imports');
    await page.getByRole('link', { name: 'Download the sample file' }).waitFor();
    await page.getByRole('button', { name: 'Try with the sandbox' }).waitFor();
    await page.goto(`${console.origin}/imports?sample=yes`);
    await page.getByRole('heading', { name: 'How an import goes' }).waitFor();
    await expectReadable(page, 'the sample, asked for');
  });

  test('is told when a file cannot be taken', async () => {
    const { page } = await console.visit('/imports');
    const file = page.getByLabel('File with customers');
    await file.setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
    await page.getByText('empty.csv is empty').waitFor();
    const line = 'somebody@example.com,Some,Body\n';
    const buffer = Buffer.from(`Email,First name,Last name\n${line.repeat(100_000)}`);
    await file.setInputFiles({ name: 'too-large.csv', mimeType: 'text/csv', buffer });
    await page.getByText(/too-large.csv/).waitFor();
    await page.getByText(/1 MB|1,000,000|larger/).waitFor();
    await expectReadable(page, 'the imports');
  });

  test('is told where a file has a header and nobody below it', async () => {
    const { json } = await console.send(
      'POST',
      '/api/imports?credentials_id=main&filename=nobody.csv',
      'Email,First name,Last name\n',
    );
    const { page } = await console.visit(`/imports/${json.import_id}`);
    await press(page, 'Continue to the check');
    await page.getByRole('heading', { name: 'This file holds no customers' }).waitFor();
    await press(page, 'Choose another file');
    await title(page, 'Imports');
  });

  test('drops a file anywhere on the page', async () => {
    const { page } = await console.visit('/imports');
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const files = new DataTransfer();
      files.items.add(new File(['Email,First name,Last name\\nana@example.com,Ana,Ruiz\\n'], 'dropped.csv'));
      return files;
    })()`);
    await page.dispatchEvent('h1', 'dragover', { dataTransfer: dropped });
    await page.getByText('Let go to import it').waitFor();
    await page.dispatchEvent('h1', 'drop', { dataTransfer: dropped });
    await title(page, 'dropped.csv');
  });

  test('sees how much of a large file was sent, and can cancel that', async () => {
    const { page } = await console.visit('/imports');
    await title(page, 'Imports');
    const line = 'somebody@example.com,Some,Body\n';
    const { promise: looked, resolve: goOn } = Promise.withResolvers<void>();
    await page.route(/api\/imports\?credentials_id=/, async (route) => {
      await looked;
      await route.abort().catch(() => undefined);
    });
    const buffer = Buffer.from(`Email,First name,Last name\n${line.repeat(200_000)}`);
    await page.getByLabel('File with customers').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('heading', { name: 'Sending large.csv' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await press(page, 'Cancel the upload');
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    goOn();
    expect(await page.getByRole('link', { name: 'large.csv' }).count()).toBe(0);
    expect(faults()).toEqual([]);
  });

  test('is led to the stores where none is connected', async () => {
    await console.vault.remove('main');
    const { page } = await console.visit('/imports');
    await page.getByRole('heading', { name: 'Connect a store first' }).waitFor();
    await expectReadable(page, 'no store');
    await press(page, 'Connect a store');
    await page.waitForURL(/\/stores$/);
    expect(faults()).toEqual([]);
  });
});
