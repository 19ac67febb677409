import type { ImportRecord } from '../import.ts';
import { summaryOf } from '../summary.ts';

/** summary.json: the numbers, what the check found in total, and under which options. No data of any customer. */
export function summaryJson(record: ImportRecord, home: string, folder?: string): string {
  const { file, storeHash, storeName, credentialsId, options, source, check } = record;
  const summary = {
    ...summaryOf(record, home),
    ...(folder !== undefined && { report: folder }),
    file,
    ...(source && {
      source: { format: source.format, encoding: source.encoding, delimiter: source.delimiter, gzip: source.gzip },
    }),
    store: { store_hash: storeHash, name: storeName, credentials_id: credentialsId },
    options,
    created_at: record.createdAt,
    started_at: record.startedAt,
    ended_at: record.endedAt,
    purged_at: record.purgedAt,
    ...(check && { check: totalsOf(check) }),
  };
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}

function totalsOf({ problems, judged, ...totals }: NonNullable<ImportRecord['check']>) {
  return {
    ...totals,
    problems: problems.map(({ code, column, count, rejects, what_to_do }) => ({
      code,
      column,
      count,
      rejects,
      what_to_do,
    })),
  };
}
