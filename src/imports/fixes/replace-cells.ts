import { readJsonColumns } from '../mapping/index.ts';
import type { SourceInfo, SourceRecord } from '../sources/index.ts';
import { type CellChange, correctRecord } from './correct-record.ts';
import { membersOf } from './json-members.ts';

export type KeptReplacement = { column: string; from: string; to: string };

/** What a replacement compares: the text of a cell without blanks at its ends; undefined of what is no text, as lists and objects of JSON. */
export function comparedText(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'object' ? undefined : String(value);
}

/** Reads records as if their file had `to` wherever it has `from`, and counts the rows that each replacement met. */
export function replaceCells(replacements: readonly KeptReplacement[], info: SourceInfo) {
  const columns = [...Map.groupBy(replacements, ({ column }) => column)].map(([column, own]) => ({
    column,
    byText: new Map(own.map((replacement) => [replacement.from, replacement])),
  }));
  const valuesOf = valueReader(
    columns.map(({ column }) => column),
    info,
  );
  const met = new Map(replacements.map((replacement) => [replacement, 0]));

  return { replace, met };

  /** @param except columns whose cell has a correction of its own */
  function replace(record: SourceRecord, except: readonly string[] = []): SourceRecord {
    if (columns.length === 0 || record.fault) return record;
    const values = valuesOf(record);
    const changes: CellChange[] = [];
    columns.forEach(({ column, byText }, at) => {
      const value = values[at];
      const text = comparedText(value);
      const found = text === undefined ? undefined : byText.get(text);
      if (!found || except.includes(column)) return;
      // Of JSON an object whose values are columns of their own has no value itself, and is none that is missing either.
      if (value === undefined && info.format !== 'csv' && membersOf(record.raw).some(({ path }) => path === column))
        return;
      met.set(found, met.get(found)! + 1);
      changes.push({ column, value: found.to });
    });
    return changes.length > 0 ? correctRecord(record, changes, info) : record;
  }
}

/** Reads the values of some columns of a record, undefined where it has none. */
export function valueReader(columns: readonly string[], { format, header = [] }: SourceInfo) {
  if (format === 'csv') {
    const positions = columns.map((column) => header.indexOf(column));
    return ({ cells = [] }: SourceRecord): unknown[] => positions.map((position) => cells[position]);
  }
  // All other columns share a place behind those that are looked for.
  const read = readJsonColumns(columns, () => columns.length);
  return ({ object = {} }: SourceRecord): unknown[] => read(object);
}
