import type { RollcallError } from '../../../nodes/index.ts';
import { invalidParam } from '../../invalid-param.ts';
import { parseJson } from '../parse-json.ts';

export const mostRows = 500;

/**
 * The rows of a call as one JSON object a line, so that line 3 is the third row.
 * @throws {RollcallError} invalid_params that names row and column
 */
export function readRows(given: unknown): string {
  const rows = typeof given === 'string' ? parseJson(given) : given;
  if (!Array.isArray(rows) || rows.length === 0)
    throw refuse(
      'rows must be a list of objects, one a customer: [{ "email": "ana@example.com", "first_name": "Ana" }].',
    );
  if (rows.length > mostRows)
    throw refuse(
      `${rows.length.toLocaleString('en')} rows came, and a call takes ${mostRows}. Import more as a file: upload it over HTTP and give its import_id.`,
    );
  return rows.map((row, index) => `${JSON.stringify(readRow(row, index + 1))}\n`).join('');
}

function readRow(row: unknown, line: number): Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw refuse(`Row ${line} must be an object: { "email": "ana@example.com" }.`);
  for (const [column, value] of Object.entries(row)) {
    if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
      continue;
    throw refuse(
      `Row ${line} has ${Array.isArray(value) ? 'a list' : 'an object'} in "${column}". A cell holds text, a number, true, false or null; give each part a column of its own.`,
    );
  }
  return row as Record<string, unknown>;
}

function refuse(message: string): RollcallError {
  return invalidParam('rows', message);
}
