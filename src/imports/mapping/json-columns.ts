import { deepest, isPlainObject, staysWhole } from './flatten.ts';

/** Keys beyond so many are no columns but data, and are left alone. */
const mostColumns = 2000;

/**
 * Reads records of JSON as rows of values, one for each path of `columns`. A path that is not among them is told to `onNew`, which says at
 * which position it stands from then on.
 */
export function readJsonColumns(columns: readonly string[], onNew: (path: string) => number) {
  const positions = new Map(columns.map((path, position) => [path, position]));
  const stay = new Map<string, boolean>();

  return (object: Record<string, unknown>): unknown[] => {
    const values: unknown[] = new Array(columns.length).fill(undefined);
    walk(object, '', 1, values);
    return values;
  };

  function walk(object: Record<string, unknown>, prefix: string, depth: number, values: unknown[]): void {
    for (const key of Object.keys(object)) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      const value = object[key];
      if (isPlainObject(value) && depth < deepest && !isWhole(path)) {
        walk(value, path, depth + 1, values);
        continue;
      }
      let position = positions.get(path);
      if (position === undefined) {
        if (positions.size >= mostColumns) continue;
        position = onNew(path);
        positions.set(path, position);
      }
      values[position] = value;
    }
  }

  function isWhole(path: string): boolean {
    let whole = stay.get(path);
    if (whole === undefined) {
      whole = staysWhole(path);
      if (stay.size < mostColumns) stay.set(path, whole);
    }
    return whole;
  }
}
