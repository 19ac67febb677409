import type { LogEntry } from '../store/commit-log.ts';
import type { TableName } from '../store/rows.ts';
import { addToLog, applyChange, type Change, type Store, TABLE_NAMES } from '../store/store.ts';
import type { Journal } from './open-journal.ts';

const FORMAT = 1;
const ROWS_PER_LINE = 100;

/** The kinds of line: the first one, a committed write with its log entry, rows of a snapshot, log entries of a snapshot. */
type Line =
  | { format: number; last_ids: Partial<Record<TableName, number>> }
  | { log: LogEntry; change: Change }
  | { change: Change }
  | { logs: LogEntry[] };

/** A committed write. */
export function commitLine(log: LogEntry, change: Change): string {
  return JSON.stringify({ log, change } satisfies Line);
}

/** Everything that a store holds, as few lines as that takes. */
export function* snapshotLines(store: Store): Generator<string> {
  const last_ids = Object.fromEntries(TABLE_NAMES.map((name) => [name, store[name].lastId]));
  yield JSON.stringify({ format: FORMAT, last_ids } satisfies Line);
  for (const name of TABLE_NAMES) {
    for (const put of chunks<{ id: number }>(store[name])) yield JSON.stringify({ change: { [name]: { put } } });
  }
  for (const logs of chunks(store.log)) yield JSON.stringify({ logs } satisfies Line);
}

function* chunks<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === ROWS_PER_LINE) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Fills an empty store from its journal.
 * @returns how many rows the lines held, which against the rows that live says whether compaction pays; 0 when there is no line
 * @throws {Error} with the file and the number of the line that is not readable
 */
export function replay(store: Store, { file = 'the journal', lines }: Pick<Journal, 'file' | 'lines'>): number {
  let rows = 0;
  let number = 0;
  for (const text of lines()) {
    number += 1;
    try {
      const line: Line = JSON.parse(text);
      if ('last_ids' in line && line.format !== FORMAT) throw new Error(`format ${line.format}`);
      rows += applyLine(store, line);
    } catch (cause) {
      throw new Error(
        `Line ${number} of ${file} is damaged, or another version wrote it; move that file away to begin with a new store`,
        { cause },
      );
    }
  }
  return rows;
}

/** @returns how many rows it held */
function applyLine(store: Store, line: Line): number {
  if ('last_ids' in line) {
    for (const name of TABLE_NAMES) store[name].lastId = Math.max(store[name].lastId, line.last_ids[name] ?? 0);
    return 0;
  }
  if ('logs' in line) {
    for (const entry of line.logs) addToLog(store, entry);
    return 0;
  }
  applyChange(store, line.change);
  if ('log' in line) addToLog(store, line.log);
  return Object.values(line.change).reduce(
    (sum, { put, remove }) => sum + (put?.length ?? 0) + (remove?.length ?? 0),
    0,
  );
}
