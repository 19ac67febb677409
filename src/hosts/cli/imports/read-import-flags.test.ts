import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, describeDuration, enumerate, firstOf } from '../../amounts.ts';
import { readCount, readDays, readImportFlags, readMap } from './read-import-flags.ts';

test('flags are the options that they name, and what is not given is left out', () => {
  expect(readImportFlags({})).toEqual({});
  const flags = {
    ifExists: 'update',
    ifMissing: 'skip',
    blank: 'clear',
    duplicates: 'merge',
    map: ['E-mail=email', 'Notes='],
    checkExisting: true,
    newsletter: true,
    quotaShare: '0.5',
    keep: '7d',
  } as const;
  expect(readImportFlags({ ...flags, map: [...flags.map] })).toEqual({
    if_exists: 'update',
    if_missing: 'skip',
    blank: 'clear',
    duplicates: 'merge',
    map: { 'E-mail': 'email', Notes: null },
    check_existing: true,
    newsletter: true,
    quota_share: 0.5,
    keep_days: 7,
  });
});

test('a column may be called anything, with equals signs too', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.constantFrom('email', 'attributes.Size', ''), (column, target) => {
      expect(Object.entries(readMap([`${column}=${target}`]))).toEqual([[column, target || null]]);
    }),
  );
  for (const pair of ['email', '=email', '']) expect(() => readMap([pair])).toThrow(/COLUMN=TARGET/);
});

test('days and rows are whole numbers', () => {
  expect([readDays('--keep', '30d'), readDays('--keep', '30'), readDays('--keep', '0 days')]).toEqual([30, 30, 0]);
  for (const text of ['', 'd', '-1', '1.5d', '30h']) expect(() => readDays('--keep', text)).toThrow(/--keep/);
  expect(readCount('--limit', '100')).toBe(100);
  for (const text of ['0', '', '1e3', '-5', '1.5']) expect(() => readCount('--limit', text)).toThrow(/--limit/);
  for (const share of ['0', '', '1.1', 'half', '-1'])
    expect(() => readImportFlags({ quotaShare: share })).toThrow(/--quota-share/);
});

test('amounts are written as people read them', () => {
  expect([count(1, 'row'), count(79_412, 'row'), count(2, 'entry', 'entries')]).toEqual([
    '1 row',
    '79,412 rows',
    '2 entries',
  ]);
  expect([0, 0.2, 99, 100, 1_628, 5_970, 15_000, 360_000].map(describeDuration)).toEqual([
    '1 s',
    '1 s',
    '99 s',
    '2 min',
    '27 min',
    '1 h 40 min',
    '4 h 10 min',
    '100 h 0 min',
  ]);
  expect([firstOf([3, 9], 2), firstOf([3, 9, 14], 33, 2), enumerate(['a', 'b', '9,412'])]).toEqual([
    '3, 9',
    '3, 9 and 31 more',
    'a, b and 9,412',
  ]);
});
