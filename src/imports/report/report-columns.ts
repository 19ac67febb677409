/** What rejects tell of a row, in this order after its own cells. */
export const rejectColumns = ['error_code', 'error_column', 'error', 'what_to_do'] as const;
/** What warnings tell of a row. */
export const warningColumns = ['warning_code', 'warning_column', 'warning', 'what_to_do'] as const;

type Columns = typeof rejectColumns | typeof warningColumns;

const plainNames = new Set<string>([...rejectColumns, ...warningColumns]);
/** Set before a name that a column of the user's own has. */
const prefix = 'rollcall_';

/** Every name that a report gives to a column beside those of the input: a mapping carries none of them. */
export const reportColumnNames: ReadonlySet<string> = new Set([
  ...plainNames,
  ...[...plainNames].map((name) => prefix + name),
]);

/**
 * Positions of what an earlier report added to a header: the input is a rejects or warnings file itself. A column of the user's own that
 * happens to be called `error` is none.
 */
export function formerPositions(header: readonly string[]): number[] {
  const names = header.map((name) => name.toLowerCase());
  const positionOf = (name: string): number => {
    const renamed = names.indexOf(prefix + name);
    return renamed === -1 ? names.indexOf(name) : renamed;
  };
  for (const columns of [rejectColumns, warningColumns]) {
    const positions = columns.map(positionOf);
    if (!positions.includes(-1)) return positions;
  }
  return [];
}

/** The names under which the columns stand beside a header, which may hold no name twice. */
export function namesBeside(header: readonly string[], columns: Columns): string[] {
  const taken = new Set(header.map((name) => name.toLowerCase()));
  return columns.map((name) => (taken.has(name) ? prefix + name : name));
}
