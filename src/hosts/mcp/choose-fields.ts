import { isBlank, nearestName, type RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';

export type Row = Record<string, unknown>;

/** The names of `fields`: a list, JSON text of one, or names with commas. Blank and "*" are not given. @throws {RollcallError} invalid_params */
export function readFields(value: unknown): string[] | undefined {
  if (isBlank(value)) return undefined;
  const list = typeof value === 'string' ? namesIn(value) : value;
  if (!Array.isArray(list) || list.some((name) => typeof name !== 'string')) throw noList();
  const names = list.map((name: string) => name.trim()).filter(Boolean);
  return names.length > 0 && !names.includes('*') ? [...new Set(names)] : undefined;
}

export type ChooseOptions = {
  /** The columns that rows are documented to have: with those that the store sent, they are all that there are. */
  documented: string[];
  /** Parameters that were left out and bring columns along -> what they say of themselves: `include_addresses`. */
  notIncluded: Map<string, string>;
};

/**
 * Rows with the chosen columns and their id.
 * @throws {RollcallError} invalid_params for a column that no row has
 */
export function chooseFields(rows: Row[], fields: string[], { documented, notIncluded }: ChooseOptions): Row[] {
  const sent = new Set(rows.flatMap((row) => Object.keys(row)));
  // Where there is no row, nothing tells which columns there are beyond the documented ones.
  const missing = rows.length === 0 ? [] : fields.filter((name) => !sent.has(name));
  for (const name of missing) {
    const isKnown = documented.includes(name);
    const [brings] = [...notIncluded].find(([param, says]) => bringsAlong(param, says, name, isKnown)) ?? [];
    // A row without it would read as a customer who has none.
    if (brings !== undefined) throw refuse(`fields: ${name} comes only with ${brings} true. Call again with it.`);
    if (!isKnown) throw noColumn(name, [...new Set([...documented, ...sent])].sort());
  }
  const chosen = new Set(['id', ...fields]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => chosen.has(name))));
}

/** `include_store_credit` brings `store_credit_amounts`, and `include_shipping` the shipments that its description names. */
function bringsAlong(param: string, says: string, column: string, isDocumented: boolean): boolean {
  return (
    column.startsWith(param.replace('include_', '')) ||
    (isDocumented && says.toLowerCase().includes(column.replaceAll('_', ' ')))
  );
}

/** A model that guesses a column learns the right one. Only where none is near it gets all that there are. */
function noColumn(name: string, known: string[]): RollcallError {
  const begun = known.filter((column) => column.startsWith(`${name}_`));
  const near = begun.length > 0 ? begun : [nearestName(name, known)].filter((column) => column !== undefined);
  const said = `fields: there is no column "${name}"`;
  return near.length > 0
    ? refuse(`${said}; did you mean ${near.join(' or ')}?`)
    : refuse(`${said}. The columns are in error.details.known.`, { known });
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
  return refuse('fields must be a list of column names: ["id", "email"].');
}

function refuse(message: string, details?: { known: string[] }): RollcallError {
  return invalidParam('fields', message, details);
}
