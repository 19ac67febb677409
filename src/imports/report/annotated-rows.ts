import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { type Encoding, encodeText } from '../sources/index.ts';
import { annotateCsv } from './annotate-csv.ts';
import { annotateJson } from './annotate-json.ts';
import { createExplainer, type Explainer, type Explanation, inOne, problemsOf } from './explain-row.ts';
import { type RawRow, readRejectedRows, readWarnedRows } from './read-report-rows.ts';
import { rejectColumns, warningColumns } from './report-columns.ts';

const structural: Record<string, string> = {
  wrong_field_count: 'Its cells do not line up with the header; this explanation stands after the last of them.',
  unclosed_quote: 'The record is shown as it stands; this explanation stands at its end.',
  stray_quote: 'The record is shown as it stands; this explanation stands at its end.',
  record_too_large: 'Only its beginning is shown: take the record from the original file.',
};

/** Rejects or warnings: rows as they stand in the input, each with its explanation, in the input's form and encoding. */
export async function* annotatedRows(
  db: Queryable,
  record: ImportRecord,
  kind: 'rejects' | 'warnings',
): AsyncGenerator<Buffer> {
  const encoding = reportEncoding(record);
  const bom = record.check?.report_encoding !== undefined || (record.source?.bom ?? false);
  const info = { ...(record.source ?? { lineBreak: '\n' as const }), encoding };
  const columns = kind === 'rejects' ? rejectColumns : warningColumns;
  const annotator = (isJson(record) ? annotateJson : annotateCsv)({ info, columns });
  const explainer = createExplainer(record);
  const explain = kind === 'rejects' ? explainFailure : explainWarnings;
  yield encodeText((bom ? '\ufeff' : '') + annotator.head, encoding);
  for await (const rows of (kind === 'rejects' ? readRejectedRows : readWarnedRows)(db, record)) {
    let text = '';
    for (const row of rows) {
      const faults = problemsOf(row).map(({ code }) => code);
      const { code = '', column = '', message = '', whatToDo = '' } = explain(row, explainer) ?? {};
      // Of what holds a secret somewhere nothing is shown, and the message says so.
      const notes = kind === 'rejects' && row.raw.length > 0 ? faults.flatMap((fault) => structural[fault] ?? []) : [];
      const said = [message, ...notes].join(' ');
      text += annotator.record(row.raw.toString('utf8'), [code, column, said, whatToDo], faults);
    }
    yield encodeText(text, encoding);
  }
}

/** That of the file, unless a correction holds what it cannot carry. */
export function reportEncoding({ source, check }: ImportRecord): Encoding {
  return check?.report_encoding ?? source?.encoding ?? 'utf-8';
}

export function isJson({ source }: ImportRecord): boolean {
  return source !== undefined && source.format !== 'csv';
}

function explainFailure(row: RawRow, explainer: Explainer): Explanation | undefined {
  return explainer.failure(row);
}

/** A row without a warning of its own stands beside one of its customer's that has. */
function explainWarnings(row: RawRow, explainer: Explainer): Explanation | undefined {
  const warnings = explainer.warnings(row);
  return warnings.length > 0 ? inOne(warnings) : undefined;
}
