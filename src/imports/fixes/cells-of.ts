import { readJsonColumns } from '../mapping/index.ts';
import type { SourceInfo, SourceRecord } from '../sources/index.ts';

/** The values of a record by column, for people; undefined where it has a fault. */
export function cellsOf(
  { cells, object }: SourceRecord,
  { header = [] }: SourceInfo,
): Record<string, string> | undefined {
  if (cells) return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
  if (!object) return undefined;
  const paths: string[] = [];
  const values = readJsonColumns([], (path) => paths.push(path) - 1)(object);
  return Object.fromEntries(paths.map((path, at) => [path, textOf(values[at])]));
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
