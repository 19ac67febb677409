import { RollcallError } from '../../nodes/index.ts';
import { fitsEncoding, type SourceInfo, type SourceRecord, splitRawCells } from '../sources/index.ts';
import { jsonValueAt, setJsonValue } from './set-json-value.ts';

/** What a cell is to hold: text, or, to take a correction back, what the file has there (of JSON its JSON; undefined: no such key). */
export type CellChange = { column: string } & ({ value: string } | { former: string | undefined });

/** The text of a record with other values in some cells, everything else byte for byte. The record must have no fault. */
export function correctRaw(raw: string, changes: readonly CellChange[], info: SourceInfo): string {
  if (info.format !== 'csv')
    return changes.reduce((text, change) => setJsonValue(text, change.column, jsonOf(change, info)), raw);
  const { header = [], delimiter = ',' } = info;
  const cells = splitRawCells(raw, delimiter);
  for (const change of changes) {
    const position = header.indexOf(change.column);
    while (cells.length <= position) cells.push('');
    cells[position] = written(('value' in change ? change.value : change.former) ?? '', delimiter);
  }
  const corrected = cells.join(delimiter);
  // A line of blanks alone would be no record.
  return corrected.trim() === '' ? cells.map((cell, at) => (at === 0 ? `"${cell}"` : cell)).join(delimiter) : corrected;
}

/** A record as it would be read from a file in which the cells are corrected. */
export function correctRecord(record: SourceRecord, changes: readonly CellChange[], info: SourceInfo): SourceRecord {
  const raw = correctRaw(record.raw, changes, info);
  if (info.format !== 'csv') return { ...record, raw, object: JSON.parse(raw) as Record<string, unknown> };
  const cells = [...record.cells!];
  for (const change of changes)
    cells[info.header!.indexOf(change.column)] = ('value' in change ? change.value : change.former) ?? '';
  return { ...record, raw, cells };
}

/** What a record has in a cell: the text of a CSV cell, the JSON of a value; undefined where there is no such key. */
export function formerOf(record: SourceRecord, column: string, info: SourceInfo): string | undefined {
  return info.format === 'csv' ? record.cells![info.header!.indexOf(column)] : jsonValueAt(record.raw, column);
}

export type KeptFix = { row_no: number; line: number; column_name: string; value: string };

/**
 * Lays corrections over the records of a file.
 * @throws {RollcallError} invalid_params, where one of them does not fit: then it is another file
 */
export async function* overlayFixes(
  records: AsyncIterable<SourceRecord[]>,
  fixes: readonly KeptFix[],
  info: SourceInfo,
): AsyncGenerator<SourceRecord[]> {
  const byRow = Map.groupBy(fixes, ({ row_no }) => row_no);
  for await (const batch of records)
    yield batch.map((record) => {
      const own = byRow.get(record.index);
      if (!own) return record;
      byRow.delete(record.index);
      const isOther =
        record.fault ||
        own.some(({ line, column_name: name }) => line !== record.line || info.header?.includes(name) === false);
      if (isOther) throw doesNotFit(own[0]!);
      const changes = own.map(({ column_name: column, value }) => ({ column, value }));
      return correctRecord(record, changes, info);
    });
  const [left] = byRow.values();
  if (left) throw doesNotFit(left[0]!);
}

/** Whether the file's own encoding cannot carry some of the corrections; JSON can escape anything. */
export function needsUnicode(fixes: readonly Pick<KeptFix, 'value'>[], { format, encoding }: SourceInfo): boolean {
  return format === 'csv' && fixes.some(({ value }) => !fitsEncoding(value, encoding));
}

function doesNotFit({ line, column_name: column }: KeptFix): RollcallError {
  return new RollcallError(
    'invalid_params',
    `The correction of "${column}" on line ${line} does not fit the file, which is not the one that was corrected. Import this file by itself.`,
  );
}

function jsonOf(change: CellChange, { encoding }: SourceInfo): string | undefined {
  if ('former' in change) return change.former;
  const json = JSON.stringify(change.value);
  return encoding === 'windows-1252'
    ? json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
}

function written(text: string, delimiter: string): string {
  const isPlain = !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
