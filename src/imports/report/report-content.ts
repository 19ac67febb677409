import { RollcallError } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { hasPartitions } from '../partitions.ts';
import { annotatedRows, isJson, reportEncoding } from './annotated-rows.ts';
import { resultLines } from './results.ts';
import { summaryJson } from './summary-json.ts';

export const reportKinds = ['results', 'rejects', 'warnings', 'summary'] as const;
export type ReportKind = (typeof reportKinds)[number];

export type ReportContentOptions = {
  db: Queryable;
  record: ImportRecord;
  kind: ReportKind;
  /** ROLLCALL_HOME, which the summary names. */
  home: string;
  /** Folder that the summary names. @default reportFolder(home, id) */
  folder?: string;
};

export type ReportContent = { fileName: string; contentType: string; content: AsyncIterable<Buffer> };

/**
 * One file of an import's report, streamed: it takes no more memory for ten million rows than for ten. While the import runs it tells what has
 * happened so far; before it runs, rejects and warnings are those that its check foresees, and in the results every row is pending.
 * @throws {RollcallError} not_found, where the rows were deleted; the summary is always there
 */
export function reportContent({ db, record, kind, home, folder }: ReportContentOptions): ReportContent {
  if (kind === 'summary')
    return {
      fileName: 'summary.json',
      contentType: 'application/json',
      content: once(summaryJson(record, home, folder)),
    };
  if (record.purgedAt) throw purged(record);
  if (kind === 'results')
    return {
      fileName: 'results.csv',
      contentType: 'text/csv; charset=utf-8',
      content: ifThere(db, record, resultLines(db, record)),
    };
  const charset = reportEncoding(record);
  return {
    fileName: `${kind}.${isJson(record) ? 'ndjson' : 'csv'}`,
    contentType: `${isJson(record) ? 'application/x-ndjson' : 'text/csv'}; charset=${charset}`,
    content: ifThere(db, record, annotatedRows(db, record, kind)),
  };
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function* ifThere(db: Queryable, record: ImportRecord, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (record.rows > 0 && !(await hasPartitions(db, record.no))) throw purged(record);
  yield* content;
}

function purged({ id, purgedAt }: ImportRecord): RollcallError {
  const when = purgedAt ? ` on ${purgedAt.toISOString().slice(0, 10)}` : '';
  return new RollcallError(
    'not_found',
    `The rows of import ${id} were deleted${when}, as personal data is some time after an import ends. Its counts stay.`,
  );
}
