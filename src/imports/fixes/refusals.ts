import { distance } from 'fastest-levenshtein';
import { RollcallError } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import { mayBeSecret, type RowProblem } from '../mapping/index.ts';
import { isFault, type SourceRecord } from '../sources/index.ts';
import { membersOf } from './json-members.ts';
import type { StoredRow } from './keep-fixes.ts';
import type { FixInput } from './types.ts';

/** What is wrong with one correction; `at` is its position among those that were given. */
export type Refusal = {
  /** @default 'fixes' */
  list?: 'fixes' | 'replacements';
  at: number;
  field: 'line' | 'row' | 'column' | 'value' | 'from' | 'to';
  message: string;
};

const mostFixesAtOnce = 1_000;
const longestValue = 10_000;

/** Cells are corrected between a check and the start. @throws {RollcallError} invalid_params */
export function checkFixable({ id, state, source, proposal }: ImportRecord): void {
  const details = { details: { state } };
  if (state !== 'checking' && state !== 'ready')
    throw new RollcallError(
      'invalid_params',
      `Import ${id} is ${state}: cells can be corrected until it is started. Correct the rows in its rejects file and import that.`,
      details,
    );
  if (source && proposal) return;
  throw new RollcallError(
    'invalid_params',
    `Import ${id} was not checked to its end: there are no rows to correct yet.`,
    details,
  );
}

/** Refuses what can be refused without a look at the rows. @throws {RollcallError} invalid_params, too_large */
export function checkFixes(given: readonly FixInput[]): void {
  if (!Array.isArray(given) || given.length === 0)
    throw new RollcallError(
      'invalid_params',
      'fixes must be a list of corrections: [{ "line": 17, "column": "Email", "value": "ana@example.com" }].',
      { param: 'fixes' },
    );
  if (given.length > mostFixesAtOnce)
    throw new RollcallError(
      'too_large',
      `${given.length.toLocaleString('en')} corrections came; a call takes ${mostFixesAtOnce.toLocaleString('en')}. Send them in several calls.`,
      { param: 'fixes' },
    );
  const refusals = given.flatMap((fix, at): Refusal[] => {
    const found = shapeFault(fix);
    return found ? [{ at, ...found }] : [];
  });
  if (refusals.length > 0) throw refuse(refusals);
}

/** One error for all that is wrong. */
export function refuse(refusals: readonly Refusal[]): RollcallError {
  const problems = refusals.map(({ list = 'fixes', at, field, message }) => ({
    param: `${list}[${at}].${field}`,
    message,
  }));
  const more = problems.length - 1;
  return new RollcallError(
    'invalid_params',
    `${problems[0]!.message}${more > 0 ? ` And ${more} more of these corrections cannot be kept.` : ''} None was kept.`,
    { param: problems[0]!.param, details: { problems } },
  );
}

function shapeFault(fix: FixInput): Omit<Refusal, 'at'> | undefined {
  const { line, row, column, value } = (fix ?? {}) as Partial<Record<keyof FixInput, unknown>>;
  const isNumber = (given: unknown, least: number) =>
    Number.isInteger(given) && (given as number) >= least && (given as number) < 2 ** 31;
  if (!isNumber(line, 1))
    return { field: 'line', message: 'line must be the line of the file on which the record begins, from 1.' };
  if (row !== undefined && !isNumber(row, 0))
    return { field: 'row', message: 'row must be the number of the record, from 0.' };
  if (typeof column !== 'string' || column === '')
    return { field: 'column', message: 'column must be a header of the file.' };
  if (value === null) return undefined;
  if (typeof value !== 'string')
    return {
      field: 'value',
      message: 'value must be the text that the cell is to hold, or null to take a correction back.',
    };
  const message = textFault(value, `The value for line ${line}`) ?? textFault(column, `The column for line ${line}`);
  return message === undefined ? undefined : { field: 'value', message };
}

/** Why a text cannot be kept, where it cannot. */
export function textFault(text: string, what: string): string | undefined {
  if (text.length > longestValue)
    return `${what} has ${text.length.toLocaleString('en')} characters; a correction takes ${longestValue.toLocaleString('en')}.`;
  if (text.includes('\0') || !text.isWellFormed())
    return `${what} holds a NUL or half of a character, which is no text.`;
  return undefined;
}

export type RefusalOptions = {
  row: StoredRow;
  stored: SourceRecord;
  column: string;
  value: string | null;
  record: ImportRecord;
  /** Undefined where the record has a fault. */
  cells: Record<string, string> | undefined;
};

/** Why one cell cannot be corrected, where it cannot. */
export function refusalOf({
  row,
  stored,
  column,
  value,
  record,
  cells,
}: RefusalOptions): Omit<Refusal, 'at'> | undefined {
  const { line, continues, problems } = row;
  const { source, proposal, file } = record;
  const fault = (JSON.parse(problems ?? '[]') as RowProblem[]).find(({ code }) => isFault(code));
  if (fault || !cells) {
    const why = fault?.message ?? stored.fault?.message ?? `Line ${line} cannot be read.`;
    return {
      field: 'line',
      message: `${why} Its cells cannot be told apart, so none of them can be corrected here: correct the line in ${file} and import it again.`,
    };
  }
  if (continues !== null)
    return {
      field: 'line',
      message: `Line ${line} only adds an address to the customer of a line above it, so it cannot be corrected alone. Correct it in ${file} and import it again.`,
    };
  if (value !== null && (mayBeSecret.column(column, proposal!) || mayBeSecret.text(value)))
    return {
      field: 'column',
      message: `"${column}" on line ${line} holds passwords, hashes or tokens, which are never kept as corrections. Correct it in ${file} and import it again.`,
    };
  if (source!.format !== 'csv' && membersOf(stored.raw).some(({ path }) => path === column))
    return {
      field: 'column',
      message: `"${column}" on line ${line} holds an object. Correct the values in it: "${column}.NAME".`,
    };
  const known = source!.header ?? [
    ...new Set([...proposal!.columns.map((found) => found.column), ...Object.keys(cells)]),
  ];
  const message = unknownColumn(column, known, file);
  return message === undefined ? undefined : { field: 'column', message };
}

export function unknownColumn(column: string, known: readonly string[], file: string): string | undefined {
  if (known.includes(column)) return undefined;
  const near = nearestOf(column, known);
  return `${file} has no column "${column}"${near === undefined ? '.' : `; did you mean "${near}"?`} It has: ${known.slice(0, 30).join(', ')}${known.length > 30 ? ' ...' : ''}.`;
}

function nearestOf(wanted: string, names: readonly string[]): string | undefined {
  const folded = wanted.trim().toLowerCase();
  const ranked = names
    .filter((name) => name !== '')
    .map((name) => ({ name, steps: distance(folded, name.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  const [best] = ranked;
  return best && best.steps <= Math.max(2, Math.floor(folded.length / 3)) ? best.name : undefined;
}
