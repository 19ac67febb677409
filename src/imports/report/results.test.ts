import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportRecord } from '../import.ts';
import { openReportDatabase, type ReportDatabase } from './fixtures/report-database.ts';
import { type GivenRow, readReport, rejectedFor, stagedImport } from './fixtures/staged-import.ts';

let database: ReportDatabase;
beforeAll(async () => {
  database = await openReportDatabase();
});
afterAll(() => database.close());

const created = { fate: 'created', customer_id: 7 };
const addressMissing = {
  code: 'address_incomplete',
  column: 'City',
  message: 'The address has no city and was left out.',
  what_to_do: 'Fill in the city.',
  rejects: false,
};
const badEmail = {
  code: 'invalid_params',
  column: 'Email',
  message: 'The email is none.',
  what_to_do: 'Mend it.',
  rejects: true,
};

describe('results.csv', () => {
  test('has one line for every record of the file, in its order, whatever became of it', async () => {
    const file = 'Email,ID\na@x.com,A1\nb@x.com,A2\nc@x.com,A3\nd@x.com,A4\ne@x.com\nf@x.com,A6\n';
    const timeout = { code: 'timeout', message: 'No "answer".' };
    const record = await imported(file, [
      { outcomes: [{ fate: 'failed', error_code: 'timeout', superseded: true }, created] },
      { outcomes: [{ fate: 'updated', customer_id: 8, warnings: [{ code: 'consent_kept', message: 'Opted out.' }] }] },
      { outcomes: [{ fate: 'skipped', customer_id: 9 }] },
      { outcomes: [{ fate: 'failed', error_code: 'timeout', error: timeout }] },
    ]);
    expect(await results(record)).toBe(
      [
        'line,email,fate,customer_id,error_code,error,warnings,source_id',
        '2,a@x.com,created,7,,,,A1',
        '3,b@x.com,updated,8,,,consent_kept,A2',
        '4,c@x.com,skipped,9,,,,A3',
        '5,d@x.com,failed,,timeout,"No ""answer"".",,A4',
        '6,,rejected,,wrong_field_count,"Line 6 has 1 cell, the header 2.",,',
        '7,f@x.com,pending,,,,,A6',
        '',
      ].join('\n'),
    );
  });

  test('tells all problems of a rejected row, and the first of them by its code', async () => {
    const record = await imported('Email,ID\nx,1\n', [
      rejectedFor(addressMissing, { ...badEmail, code: 'email_missing' }, { ...badEmail, message: 'And the name.' }),
    ]);
    expect(await rowsOf(record)).toMatchObject([
      { fate: 'rejected', error_code: 'email_missing', error: 'The email is none. And the name.' },
    ]);
  });

  test('names the line of the row whose email a later one has', async () => {
    const record = await imported('Email,ID\na@x.com,1\n\n\nA@x.com,2\na@X.com,3\n', [
      { outcomes: [created] },
      { outcomes: [{ fate: 'skipped', customer_id: 7, error_code: 'duplicate_row', duplicate_of: 0 }] },
      { outcomes: [{ fate: 'skipped', customer_id: 7, duplicate_of: 1 }] },
    ]);
    expect(await rowsOf(record)).toMatchObject([
      { line: '2' },
      { line: '5', customer_id: '7', error_code: 'duplicate_row', error: 'The email is that of line 2.' },
      { line: '6', customer_id: '7', error_code: 'duplicate_row', error: 'The email is that of line 5.' },
    ]);
  });

  test('says of a row that only adds an address whose customer it is part of, and what that came to', async () => {
    const record = await imported('Email,City\na@x.com,Rome\n,Oslo\nb@x.com,Bonn\n,Lima\n', [
      { outcomes: [created] },
      {
        continues: 0,
        problems: [addressMissing],
        outcomes: [{ fate: 'skipped', customer_id: 7, error_code: 'continuation_row', duplicate_of: 0 }],
      },
      rejectedFor(badEmail),
      {
        continues: 2,
        outcomes: [{ fate: 'rejected', error_code: 'invalid_params', error: badEmail, duplicate_of: 2 }],
      },
    ]);
    expect(await rowsOf(record)).toMatchObject([
      { fate: 'created', warnings: '' },
      {
        fate: 'skipped',
        error_code: 'continuation_row',
        error: 'Part of the customer on line 2.',
        warnings: 'address_incomplete',
      },
      { fate: 'rejected', error: 'The email is none.' },
      { fate: 'rejected', error_code: 'invalid_params', error: 'Part of the customer on line 4: The email is none.' },
    ]);
  });

  test.each(['=HYPERLINK("http://x")', '+1@x.com', '-1@x.com', '@x', '\t=1+1', '\r\n@x'])(
    'gives no spreadsheet a formula: %j begins with an apostrophe',
    async (text) => {
      const error = { code: 'rejected', message: text };
      const record = await imported('Email,ID\na,b\n', [
        { email: text, source_id: text, outcomes: [{ fate: 'rejected', error_code: 'rejected', error }] },
      ]);
      const [row] = await rowsOf(record);
      for (const cell of [row!.email!, row!.source_id!, row!.error!]) expect(cell).toMatch(/^'\s*[=+\-@]/);
    },
  );

  test('tells of NDJSON as of CSV', async () => {
    const record = await imported('{"email":"a@x.com"}\n{"email":\n', [{ outcomes: [created] }]);
    expect(await rowsOf(record)).toMatchObject([
      { line: '1', fate: 'created' },
      { line: '2', fate: 'rejected', error_code: 'invalid_json' },
    ]);
  });

  test('goes on over many pages', async () => {
    const file = `Email,ID\n${Array.from({ length: 4_500 }, (_, row) => `p${row}@x.com,${row}\n`).join('')}`;
    const record = await imported(file, []);
    expect((await rowsOf(record)).map(({ source_id }) => Number(source_id))).toEqual([...Array(4_500).keys()]);
  });
});

describe('warnings.csv', () => {
  test('holds the rows that got in without something, with what it is, in which column, and what to do', async () => {
    const { code, message } = addressMissing;
    const file = 'Email;City\r\na@x.com;"\r\n"\r\nb@x.com;Oslo\r\nc@x.com;Bonn\r\nd@x.com;\r\n';
    const record = await imported(file, [
      {
        problems: [addressMissing],
        outcomes: [
          {
            ...created,
            warnings: [
              { code, message },
              { code: 'consent_kept', message: 'Opted out.' },
            ],
          },
        ],
      },
      { outcomes: [created] },
      { outcomes: [{ fate: 'unchanged', warnings: [{ code: 'consent_kept', message: 'Opted; out.' }] }] },
      { problems: [addressMissing], outcomes: [{ fate: 'skipped', warnings: [{ code, message }] }] },
    ]);
    expect((await readReport(database.pool, record, 'warnings')).toString()).toBe(
      [
        'Email;City;warning_code;warning_column;warning;what_to_do',
        'a@x.com;"\r\n";address_incomplete;City;The address has no city and was left out. Opted out.;Fill in the city. Nothing: who opted out stays out.',
        'c@x.com;Bonn;consent_kept;;"Opted; out.";Nothing: who opted out stays out.',
        '',
      ].join('\r\n'),
    );
  });

  test('holds a customer of several rows whole, and no other beside it', async () => {
    const part = (continues: number): GivenRow => ({
      continues,
      outcomes: [{ fate: 'skipped', error_code: 'continuation_row', duplicate_of: continues }],
    });
    const record = await imported('Email,City\na@x.com,A\n,B\n,C\nb@x.com,D\n,E\nc@x.com,F\n,G\nd@x.com,H\n', [
      { outcomes: [created] },
      part(0),
      { ...part(0), problems: [addressMissing] },
      { outcomes: [created] },
      part(3),
      { outcomes: [{ ...created, warnings: [addressMissing] }] },
      part(5),
      { outcomes: [created] },
    ]);
    const rows = parse(await readReport(database.pool, record, 'warnings'), { columns: true }) as Row[];
    expect(rows.map(({ City, warning_code }) => `${City} ${warning_code}`)).toEqual([
      'A ',
      'B ',
      'C address_incomplete',
      'F address_incomplete',
      'G ',
    ]);
  });
});

type Row = Record<string, string>;

/** An import of rows whose cells are an email and an id, unless they are given. */
function imported(file: string, rows: GivenRow[]): Promise<ImportRecord> {
  return stagedImport(database.pool, file, ({ index, cells }) => ({
    ...(cells && { email: cells[0]!, source_id: cells[1]! }),
    ...rows[index],
  }));
}

async function results(record: ImportRecord): Promise<string> {
  return (await readReport(database.pool, record, 'results')).toString();
}

async function rowsOf(record: ImportRecord): Promise<Row[]> {
  return parse(await results(record), { columns: true }) as Row[];
}
