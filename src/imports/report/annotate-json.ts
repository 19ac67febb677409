import { asciiJson } from '../sources/index.ts';
import type { Annotator, AnnotatorOptions } from './annotate-csv.ts';
import { oneLine } from './cells.ts';
import { namesBeside, rejectColumns, warningColumns } from './report-columns.ts';

const text = '"(?:[^"\\\\]|\\\\.)*"';
const pairs = [rejectColumns, warningColumns].map((columns) =>
  columns.map((name) => `"(?:rollcall_)?${name}"\\s*:\\s*${text}`).join('\\s*,\\s*'),
);
/** What an earlier report put at the end of an object, or after a record that is none. */
const formerKeys = new RegExp(`(?:,|^\\{)\\s*(?:${pairs.join('|')})\\s*\\}$`);
const formerObject = new RegExp(` ?\\{(?:${pairs.join('|')})\\}$`);

/**
 * Records as NDJSON: the explanation in four further keys of each object, everything else as it stands. After a record that is no object it is
 * one of its own on the same line, which stays no JSON: imported again it is refused again.
 */
export function annotateJson({ info, columns }: AnnotatorOptions): Annotator {
  const { encoding, lineBreak, header = [] } = info;
  const isNarrow = encoding === 'windows-1252';
  const all = [...rejectColumns, ...warningColumns] as string[];

  return {
    head: '',
    record(raw, explanation) {
      // In JSON a line break stands between two tokens only.
      const record = oneLine(raw.trim());
      const object = isObject(record);
      const own = object
        ? record.replace(formerKeys, (found) => (found.startsWith('{') ? '{}' : '}'))
        : record.replace(formerObject, '');
      const names = namesBeside(ownKeys(own, object), columns);
      const keys = names.map((name, at) => `${JSON.stringify(name)}:${written(explanation[at]!)}`).join(',');
      if (!object) return `${own}${own === '' ? '' : ' '}{${keys}}${lineBreak}`;
      const open = own.slice(0, -1);
      return `${open}${/^\{\s*$/.test(open) ? '' : ','}${keys}}${lineBreak}`;
    },
  };

  function written(value: string): string {
    const json = JSON.stringify(value.toWellFormed());
    return isNarrow ? asciiJson(json) : json;
  }

  /** Keys of the user's own that are named like ours. */
  function ownKeys(record: string, object: Record<string, unknown> | undefined): string[] {
    if (!object || !all.some((name) => name in object)) return header;
    return Object.keys(JSON.parse(record) as object);
  }
}

function isObject(record: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(record);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
