import { isBlank, RollcallError } from '../../nodes/index.ts';
import { nearestOf } from '../nearest.ts';

export type Row = Record<string, unknown>;

/** The names of `fields`: a list, JSON text of one, or names with commas. Blank is not given. @throws {RollcallError} invalid_params */
export function readFields(value: unknown): string[] | undefined {
  if (isBlank(value)) return undefined;
  const list = typeof value === 'string' ? namesIn(value) : value;
  if (!Array.isArray(list) || list.some((name) => typeof name !== 'string')) throw noList();
  const names = list.map((name: string) => name.trim()).filter(Boolean);
  return names.length > 0 ? [...new Set(names)] : undefined;
}

/**
 * Rows with the chosen columns and their id. The columns that exist are those that the store sent and those that are documented.
 * @throws {RollcallError} invalid_params for a column that no row has
 */
export function chooseFields(rows: Row[], fields: string[], documented: string[]): Row[] {
  const sent = new Set(rows.flatMap((row) => Object.keys(row)));
  const known = new Set([...documented, ...sent]);
  // Where there is no row, nothing tells which columns there are beyond the documented ones.
  const unknown = rows.length === 0 ? undefined : fields.find((name) => !known.has(name));
  if (unknown !== undefined) {
    const hint = nearestOf(unknown, known);
    throw new RollcallError(
      'invalid_params',
      `fields: there is no column "${unknown}"${hint ? `; did you mean ${hint}?` : '.'} Columns: ${[...known].sort().join(', ')}.`,
      { param: 'fields' },
    );
  }
  const chosen = new Set(['id', ...fields]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => chosen.has(name))));
}

function namesIn(text: string): unknown {
  if (!text.trim().startsWith('[')) return text.split(',');
  try {
    return JSON.parse(text);
  } catch {
    throw noList();
  }
}

function noList(): RollcallError {
  return new RollcallError('invalid_params', 'fields must be a list of column names: ["id", "email"].', {
    param: 'fields',
  });
}
