import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImport } from '../import-rows.ts';
import { dropPartitions } from '../partitions.ts';
import { openReportDatabase, type ReportDatabase } from './fixtures/report-database.ts';
import { rejectedFor, stagedImport } from './fixtures/staged-import.ts';
import { reportContent, writeReport } from './index.ts';

let database: ReportDatabase;
beforeAll(async () => {
  database = await openReportDatabase();
});
afterAll(() => database.close());

const bad = { code: 'invalid_params', column: 'Email', message: 'It is bad.', what_to_do: 'Mend it.', rejects: true };
const imported = (file = 'Email,Name\na,b\n') => stagedImport(database.pool, file, () => rejectedFor(bad));

test('a report is four files in a folder of its import, which nobody else may read', async () => {
  const { pool: db, home } = database;
  const record = await imported();
  const { folder, files } = await writeReport({ db, record, home });
  expect(folder).toBe(join(home, 'imports', record.id, 'report'));
  expect(readdirSync(folder).sort()).toEqual(['rejects.csv', 'results.csv', 'summary.json', 'warnings.csv']);
  expect(readFileSync(files.results, 'utf8')).toContain('2,,rejected,,invalid_params,It is bad.,,\n');
  expect(readFileSync(files.rejects, 'utf8')).toContain('a,b,invalid_params,');
  for (const path of [folder, ...Object.values(files)]) expect(statSync(path).mode & 0o077).toBe(0);
  const summary = JSON.parse(readFileSync(files.summary, 'utf8'));
  expect(summary).toMatchObject({
    import_id: record.id,
    state: 'completed',
    rows: 1,
    rejected: 1,
    pending: 0,
    report: folder,
    next: `rollcall import ${files.rejects} --credentials main`,
    file: 'customers.csv',
    store: { store_hash: 'abc123' },
    options: { if_exists: 'skip' },
    ended_at: record.endedAt!.toISOString(),
  });
});

test('a report that is written again takes the place of the former one, in whatever folder', async () => {
  const { pool: db, home } = database;
  const folder = join(home, 'elsewhere');
  await writeReport({ db, home, folder, record: await imported() });
  const { files } = await writeReport({ db, home, folder, record: await imported('{"email":"a"}\n') });
  expect(files.rejects).toBe(join(folder, 'rejects.ndjson'));
  expect(readdirSync(folder).sort()).toEqual(['rejects.ndjson', 'results.csv', 'summary.json', 'warnings.ndjson']);
  expect(JSON.parse(readFileSync(files.rejects, 'utf8'))).toMatchObject({ email: 'a', error_code: 'invalid_params' });
  expect(JSON.parse(readFileSync(files.summary, 'utf8'))).toMatchObject({ report: folder });
});

test('a folder that cannot be written is named, and nothing of a former report is lost', async () => {
  const { pool: db, home } = database;
  writeFileSync(join(home, 'file'), 'x');
  await expect(writeReport({ db, record: await imported(), home, folder: join(home, 'file') })).rejects.toThrow(
    `The report cannot be written into ${join(home, 'file')}: a file stands there.`,
  );
  const record = await imported();
  const { folder } = await writeReport({ db, record, home });
  const before = readFileSync(join(folder, 'results.csv'));
  const broken = { ...record, no: record.no + 1_000 };
  await expect(writeReport({ db, record: broken, home })).rejects.toThrow('were deleted');
  expect(readdirSync(folder)).toHaveLength(4);
  expect(readFileSync(join(folder, 'results.csv'))).toEqual(before);
});

test('of an import whose rows were deleted the summary is left', async () => {
  const { pool: db, home } = database;
  const { no, id } = await imported();
  await dropPartitions(db, no);
  await db.query(`update rollcall.imports set purged_at = '2026-03-04T10:00:00Z' where no = $1`, [no]);
  const record = await readImport(db, id);
  for (const kind of ['results', 'rejects', 'warnings'] as const)
    expect(() => reportContent({ db, record, kind, home })).toThrow(
      expect.objectContaining({ code: 'not_found', message: expect.stringContaining('were deleted on 2026-03-04') }),
    );
  const { fileName, content } = reportContent({ db, record, kind: 'summary', home });
  expect(fileName).toBe('summary.json');
  for await (const piece of content) expect(JSON.parse(piece.toString())).toMatchObject({ rows: 1, rejected: 1 });
});
