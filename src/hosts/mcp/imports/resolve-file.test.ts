import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveFile } from './resolve-file.ts';

let base: string;
let folder: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
  folder = join(base, 'files');
  mkdirSync(join(folder, 'spring'), { recursive: true });
  mkdirSync(join(base, 'private'));
  writeFileSync(join(folder, 'customers.csv'), 'Email\n');
  writeFileSync(join(folder, 'spring', 'new.csv'), 'Email\n');
  writeFileSync(join(base, 'private', 'secret.csv'), 'Email\n');
  const link = (target: string, name: string) => symlinkSync(target, join(folder, name));
  link('spring/new.csv', 'newest.csv');
  link(join(folder, 'spring'), 'season');
  link('../private/secret.csv', 'sneaky.csv');
  link('../private', 'elsewhere');
  link(join(base, 'private', 'secret.csv'), 'absolute.csv');
  link(join(base, 'private', 'none.csv'), 'dangling.csv');
  link('loop.csv', 'loop.csv');
  symlinkSync(folder, join(base, 'alias'));
});
afterAll(() => rmSync(base, { recursive: true }));

const messageOf = (path: string, from = folder): Promise<string> =>
  resolveFile(from, path).then(
    ({ name }) => `found ${name}`,
    (error: Error) => error.message,
  );

describe('a file in the folder', () => {
  test('is found by its name, by its whole path and through links within the folder', async () => {
    expect(await messageOf('customers.csv')).toBe('found customers.csv');
    expect(await messageOf(join(folder, 'customers.csv'))).toBe('found customers.csv');
    expect(await messageOf('./spring/../customers.csv')).toBe('found customers.csv');
    expect(await messageOf('newest.csv')).toBe('found spring/new.csv');
    expect(await messageOf('season/new.csv')).toBe('found spring/new.csv');
  });

  test('is found where the folder itself was named through a link', async () => {
    const alias = join(base, 'alias');
    expect(await messageOf('customers.csv', alias)).toBe('found customers.csv');
    expect(await messageOf(join(alias, 'season/new.csv'), alias)).toBe('found spring/new.csv');
    expect(await messageOf(join(folder, 'customers.csv'), alias)).toBe('found customers.csv');
  });
});

describe('what lies outside', () => {
  const ways = (name: string) => [
    `../private/${name}`,
    `spring/../../private/${name}`,
    `elsewhere/${name}`,
    `season/../elsewhere/${name}`,
    join(base, 'private', name),
  ];

  test('is refused through every way, and nobody learns whether it is there', async () => {
    const there = ways('secret.csv');
    const missing = ways('none.csv');
    for (const [at, path] of there.entries()) {
      const message = await messageOf(path);
      expect(message).toMatch(/is outside the folder of files/);
      expect(await messageOf(missing[at]!)).toBe(message.replace('secret.csv', 'none.csv'));
    }
  });

  test('is refused where a link leads to it, whether it leads to something or not', async () => {
    for (const name of ['sneaky.csv', 'absolute.csv', 'dangling.csv'])
      expect(await messageOf(name)).toBe(
        `"${name}" is outside the folder of files that may be imported. Give a path within it.`,
      );
  });

  test('is also a folder whose name begins like the one that is allowed', async () => {
    expect(await messageOf(`${folder}-private/secret.csv`)).toMatch(/is outside/);
  });
});

describe('what is no file', () => {
  test('is told with the files that there are', async () => {
    expect(await messageOf('spring')).toBe('"spring" is a folder. Name one file in it. There are: spring/new.csv.');
    expect(await messageOf('.')).toMatch(/^"." is a folder. .* There are: customers.csv, spring\/\.$/);
    expect(await messageOf('customer.csv')).toBe(
      'There is no file "customer.csv" in the folder of files. There are: customers.csv, spring/.',
    );
    expect(await messageOf('customers.csv/x')).toMatch(/leads through customers.csv, which is a file/);
    expect(await messageOf('loop.csv')).toMatch(/links that never end/);
    expect(await messageOf('a\0b')).toMatch(/must be the path of a file/);
  });

  test('is refused where it is a device', async () => {
    expect(await messageOf('null', '/dev')).toMatch(/"null" is no file but a device/);
  });

  test('is a folder that went away: people must bring it back', async () => {
    expect(await messageOf('customers.csv', join(base, 'gone'))).toMatch(/gone\) cannot be read/);
  });
});
