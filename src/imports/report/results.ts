import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { csvCell, guardFormula, oneLine } from './cells.ts';
import { createExplainer, type Explainer } from './explain-row.ts';
import { type ResultRow, readResultRows } from './read-report-rows.ts';

const header = 'line,email,fate,customer_id,error_code,error,warnings,source_id\n';

/** results.csv: one line for each record of the file, in file order. */
export async function* resultLines(db: Queryable, record: ImportRecord): AsyncGenerator<Buffer> {
  const explainer = createExplainer(record);
  yield Buffer.from(header);
  for await (const rows of readResultRows(db, record)) {
    let text = '';
    for (const row of rows) text += resultLine(row, explainer);
    yield Buffer.from(text);
  }
}

function resultLine(row: ResultRow, explainer: Explainer): string {
  const { line, email, fate, customer_id, source_id } = row;
  const failure = explainer.failure(row);
  const hasWarnings = row.warnings !== null || (row.continues !== null && row.problems !== null && fate === 'skipped');
  // Codes alone: a spreadsheet can then filter by them. The messages are in the warnings, with their columns and remedies.
  const warnings = hasWarnings ? [...new Set(explainer.warnings(row).map(({ code }) => code))].join('; ') : '';
  return `${line},${cell(email)},${fate ?? 'pending'},${customer_id ?? ''},${failure?.code ?? ''},${cell(failure?.message)},${warnings},${cell(source_id)}\n`;
}

function cell(text: string | null | undefined): string {
  return text ? csvCell(guardFormula(oneLine(text))) : '';
}
