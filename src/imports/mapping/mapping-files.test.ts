import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mapping, openMappingFiles, readMapping } from './index.ts';

const mapping: Mapping = {
  version: 1,
  template: 'shopify',
  columns: { 'E-mail': 'email', Tags: null },
  group_rules: [{ column: 'Tags', value: 'vip', group: 'Gold' }],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mappings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('mappings that are kept', () => {
  test('come back by their name or by the path of a file', async () => {
    const files = openMappingFiles(join(folder, 'mappings'));
    expect(await files.list()).toEqual([]);
    await files.save('crm export', mapping);
    await files.save('crm export', { ...mapping, columns: { Mail: 'email' } });
    expect(await files.load('crm export')).toEqual({ ...mapping, columns: { Mail: 'email' } });
    await writeFile(join(folder, 'mine.json'), JSON.stringify(mapping));
    expect(await files.load(join(folder, 'mine.json'))).toEqual(mapping);
    expect(await readdir(join(folder, 'mappings'))).toEqual(['crm export.json']);
  });

  test.skipIf(process.platform === 'win32')('are for this account only, as all of the home', async () => {
    const made = join(folder, 'mappings');
    await openMappingFiles(made).save('crm export', mapping);
    const modes = await Promise.all(
      [made, join(made, 'crm export.json')].map(async (path) => (await stat(path)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600]);
  });

  test('are listed with their size and template; other files are not', async () => {
    const files = openMappingFiles(folder);
    await files.save('b', { version: 1, columns: {} });
    await files.save('a', mapping);
    await writeFile(join(folder, 'other.json'), '[]');
    expect(await files.list()).toEqual([
      { name: 'a', columns: 2, template: 'shopify', saved_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
      { name: 'b', columns: 0, saved_at: expect.any(String) },
    ]);
  });

  test.each(['../a', 'a/b', '..', '.hidden', '', 'a\\b', 'a\0', 'a.', ' a', 'x'.repeat(81)])(
    'are not kept under the name "%s"',
    async (name) => {
      await expect(openMappingFiles(folder).save(name, mapping)).rejects.toMatchObject({ code: 'invalid_params' });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('that are not there are refused with the names of those that are', async () => {
    const files = openMappingFiles(folder);
    await files.save('crm', mapping);
    await expect(files.load('cmr')).rejects.toThrow('There is no mapping named "cmr". Saved are: crm.');
    await expect(files.load('./none.json')).rejects.toThrow('There is no file ./none.json.');
  });
});

describe('a mapping file', () => {
  test.each([
    [[], /JSON object/],
    [{ version: 2, columns: {} }, /version 2/],
    [{ version: 1 }, /columns/],
    [{ version: 1, columns: { a: 'emial' } }, /column "a".*Did you mean email\?/],
    [{ version: 1, columns: { a: 3 } }, /no target/],
    [{ version: 1, columns: {}, rules: [] }, /"rules", which is unknown/],
    [{ version: 1, columns: {}, group_rules: [{ column: 'Tags', value: 'vip' }] }, /Group rule 1/],
  ])('such as %j is refused with what is wrong', (json, message) => {
    expect(() => readMapping(json)).toThrow(message);
  });
});
