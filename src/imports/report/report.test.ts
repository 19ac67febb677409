import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportRecord } from '../import.ts';
import { openReportDatabase, type ReportDatabase } from './fixtures/report-database.ts';
import { readReport, rejectedFor, stagedImport } from './fixtures/staged-import.ts';

let database: ReportDatabase;
beforeAll(async () => {
  database = await openReportDatabase();
});
afterAll(() => database.close());

const results = (record: ImportRecord) => textOf(record, 'results');
const rejects = (record: ImportRecord) => textOf(record, 'rejects');
const warnings = (record: ImportRecord) => textOf(record, 'warnings');
const created = { fate: 'created', customer_id: 7 };
const badZip = {
  code: 'invalid_params',
  column: 'Zip',
  message: 'The zip is no zip.',
  what_to_do: 'Mend it.',
  rejects: true,
};
const unknownState = {
  code: 'state_unknown',
  column: 'State',
  message: 'ZZ is no state.',
  what_to_do: 'Look.',
  rejects: false,
};

describe('results.csv', () => {
  test('has one line for every record of the file, in its order, whatever became of it', async () => {
    const file = 'Email,ID\na@x.com,A1\nb@x.com,A2\nc@x.com,A3\nd@x.com,A4\ne@x.com\nf@x.com,A6\n';
    const record = await stagedImport(database.pool, file, ({ index, cells }) => ({
      email: cells![0]!,
      source_id: cells![1]!,
      ...[
        { outcomes: [{ fate: 'failed', error_code: 'timeout', superseded: true }, created] },
        {
          outcomes: [{ fate: 'updated', customer_id: 8, warnings: [{ code: 'consent_kept', message: 'Opted out.' }] }],
        },
        { outcomes: [{ fate: 'skipped', customer_id: 9 }] },
        { outcomes: [{ fate: 'failed', error_code: 'timeout', error: { code: 'timeout', message: 'No "answer".' } }] },
        {},
        {},
      ][index],
    }));
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
});

async function textOf(record: ImportRecord, kind: 'results' | 'rejects' | 'warnings'): Promise<string> {
  return (await readReport({ db: database.pool, record, kind })).toString();
}
void rejects, warnings, badZip, unknownState, rejectedFor;
