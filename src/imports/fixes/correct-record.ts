import { asciiJson, type SourceInfo, type SourceRecord, splitRawCells, unwrapFormula } from '../sources/index.ts';
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
    cells[position] = written(textOf(change), delimiter);
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
  for (const change of changes) cells[info.header!.indexOf(change.column)] = unwrapFormula(textOf(change));
  return { ...record, raw, cells };
}

/** What a record has in a cell: the text of a CSV cell, the JSON of a value; undefined where there is no such key. */
export function formerOf(record: SourceRecord, column: string, info: SourceInfo): string | undefined {
  return info.format === 'csv' ? record.cells![info.header!.indexOf(column)] : jsonValueAt(record.raw, column);
}

function textOf(change: CellChange): string {
  return ('value' in change ? change.value : change.former) ?? '';
}

function jsonOf(change: CellChange, { encoding }: SourceInfo): string | undefined {
  if ('former' in change) return change.former;
  const json = JSON.stringify(change.value);
  return encoding === 'windows-1252' ? asciiJson(json) : json;
}

function written(text: string, delimiter: string): string {
  const isPlain = !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
