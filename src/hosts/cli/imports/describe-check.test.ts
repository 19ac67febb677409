import { expect, test } from 'vitest';
import { type ColumnProposal, defaultOptions } from '../../../imports/index.ts';
import { describeCheck, describeProblems } from './describe-check.ts';
import { importRecord } from './fixtures/import-record.ts';

const column = (name: string, target: string | null, more: Partial<ColumnProposal> = {}): ColumnProposal => ({
  column: name,
  target,
  why: 'template',
  samples: [],
  ...more,
});

test('a file that is recognised shows only the columns beside its template, and why others stay behind', () => {
  const record = importRecord();
  const columns = [
    column('Email', 'email', { samples: ['ana@example.com'] }),
    column('Shoe size', 'attributes.Size', { why: 'chosen', samples: ['42', `4${'3'.repeat(40)}`] }),
    column('Total Spent', null, { why: 'not_carried', note: 'A figure from orders.' }),
    column('Name 2', null, { why: 'unknown', note: 'It looks like name.' }),
  ];
  const text = describeCheck({
    ...record,
    source: {
      format: 'csv',
      delimiter: ';',
      encoding: 'windows-1252',
      bom: false,
      gzip: true,
      lineBreak: '\n',
      warnings: [],
    },
    proposal: {
      mapping: { version: 1, columns: {} },
      template: { id: 'shopify', title: 'a Shopify export' },
      columns,
      needs_choice: ['Name 2'],
    },
    check: {
      ...record.check!,
      would: { created: 70_000, updated: 0, unchanged: 0, skipped: 9_412, rejected: 0 },
      existing: { count: 9_412, calls: 318, how: 'walk' },
      parts: [
        { part: 'groups', count: 2, calls: 2, hours: 0.0001 },
        { part: 'new_attributes', count: 3, calls: 3, hours: 0.0002 },
        { part: 'customers', count: 70_000, calls: 7_000, hours: 0.39 },
        { part: 'attributes', count: 40, calls: 4, hours: 0.0002 },
        { part: 'newsletter', count: 1_140, calls: 1_140, hours: 0.063 },
      ],
      newsletter: { subscribed: 1_140, unsubscribed: 20, carried: true },
      quota: { requests: 150, window_ms: 30_000, named: false },
    },
  });
  expect(text).toBe(`people.csv: CSV with semicolons, windows-1252, gzip, 79,412 rows.

Recognised as a Shopify export: 1 column mapped as it is known.

  OTHER COLUMN  GOES TO          VALUES
  Shoe size     attributes.Size  42, 43333333333333333333333333333…

To decide, with --map:
  Name 2: It looks like name (--map 'Name 2=attributes.Name 2').
  Attributes and groups that the store lacks are made with --create-missing.

Not carried:
  Total Spent: A figure from orders.

No problem was found.

Would be: 70,000 created and 9,412 skipped.
9,412 customers of the file exist in the store (asked with 318 calls).
  groups to be made: 2 in 2 calls, 1 s
  attributes to be made: 3 in 3 calls, 1 s
  customers: 70,000 in 7,000 calls, 23 min
  customers with more than ten attributes: 40 in 4 calls, 1 s
  newsletter: 1,140 in 1,140 calls, 4 min
Cost: 8,140 calls, about 27 min, and some calls more to find those who exist, at 150 calls in 30 s, the standard plan, since the store has not named its quota.
Newsletter: 1,140 subscribe, 20 unsubscribe. A row that only says no sends nothing: it takes back no consent.

`);
});

test('the cost is for people who are new, as long as nobody has asked the store', () => {
  expect(describeCheck(importRecord())).toContain(`Would be: 79,412 created.
Who exists already is found out on the way, which takes calls of its own, and skipped; --check-existing asks now.
Cost: 8,140 calls, about 27 min, if all of them are new, at 150 calls in 30 s.
`);
  const { check } = importRecord();
  const asked = describeCheck({
    ...importRecord(),
    check: { ...check!, existing: { count: 0, calls: 3, how: 'walk' } },
  });
  expect(asked).toContain('Cost: 8,140 calls, about 27 min, at 150 calls in 30 s.\n');
  const only = importRecord({ options: { ...defaultOptions, if_exists: 'update', if_missing: 'skip' } });
  expect(describeCheck(only)).toContain('Cost: 8,140 calls, about 27 min, at 150 calls in 30 s.\n');
});

test('problems show their first lines and how many there are, repeated rows with the line that they repeat', () => {
  const lines = Array.from({ length: 100 }, (_, at) => at + 2);
  const text = describeProblems([
    { code: 'bad', count: 2_000, what_to_do: 'Mend it.', lines, message: 'It is bad.', rejects: true, column: 'A' },
    {
      code: 'duplicate_row',
      count: 1,
      what_to_do: 'Nothing.',
      lines: [9],
      first_lines: [4],
      message: 'Repeated.',
      rejects: false,
    },
    { code: 'left', count: 3, what_to_do: 'Add it.', lines: [], message: 'Left out.', rejects: false },
  ]);
  expect(text).toBe(`Problems:
  2,000 rows rejected, bad in A: It is bad.
    lines 2, 3, 4, 5, 6, 7, 8, 9 and 1,992 more
    Mend it.
  1 row, duplicate_row: Repeated.
    line 9 (as line 4)
    Nothing (--if-exists update --duplicates merge).
  left: Left out.
    Add it.
`);
});

test('rows that a spreadsheet left without any value are said to be ignored', () => {
  const record = importRecord();
  const text = (blank_rows: number) => describeCheck({ ...record, check: { ...record.check!, blank_rows } });
  expect(text(1)).toMatch(/^people\.csv: 79,412 rows, and 1 row without any value that is ignored\.\n/);
  expect(text(1_200)).toMatch(/^people\.csv: 79,412 rows, and 1,200 rows without any value that are ignored\.\n/);
});
