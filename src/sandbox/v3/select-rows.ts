import { decodeCursor, type Paging } from '../http/pages.ts';
import type { Table } from '../store/table.ts';

export type Selection<R> = {
  rows: R[];
  /** Of all pages; not counted on a walk by cursor. */
  total?: number;
  /** Whether there are rows on either side. */
  more: { before: boolean; after: boolean };
};

/** One page of a table, or of `candidates` taken from it, without looking at more rows than it must. */
export function selectRows<R extends { readonly id: number }>(
  table: Table<R>,
  candidates: readonly R[] | undefined,
  matches: ((row: R) => boolean) | undefined,
  paging: Paging,
): Selection<R> {
  if (candidates === undefined && paging.after !== undefined) {
    return walk(
      decodeCursor(paging.after),
      paging.limit,
      matches,
      (id) => table.after(id),
      (id) => table.before(id + 1),
      false,
    );
  }
  if (candidates === undefined && paging.before !== undefined) {
    return walk(
      decodeCursor(paging.before),
      paging.limit,
      matches,
      (id) => table.before(id),
      (id) => table.after(id - 1),
      true,
    );
  }
  if (candidates === undefined && matches === undefined) return pageOfTable(table, paging);
  const list = matches ? [...(candidates ?? table)].filter(matches) : candidates!;
  const start = startOf(list, paging);
  const end = paging.before === undefined ? start + paging.limit : boundary(list, decodeCursor(paging.before), 0);
  const rows = list.slice(start, end);
  const selection: Selection<R> = { rows, more: { before: start > 0, after: end < list.length } };
  if (paging.after === undefined && paging.before === undefined) selection.total = list.length;
  return selection;
}

/** From a cursor over the whole table, in either direction; stops at the first row too many. */
function walk<R extends { readonly id: number }>(
  cursor: number,
  limit: number,
  matches: ((row: R) => boolean) | undefined,
  next: (id: number) => R | undefined,
  back: (id: number) => R | undefined,
  backwards: boolean,
): Selection<R> {
  const rows: R[] = [];
  let further = false;
  for (let row = next(cursor); row; row = next(row.id)) {
    if (matches && !matches(row)) continue;
    if (rows.length === limit) {
      further = true;
      break;
    }
    rows.push(row);
  }
  const behind = back(cursor) !== undefined;
  if (backwards) rows.reverse();
  return { rows, more: backwards ? { before: further, after: behind } : { before: behind, after: further } };
}

function pageOfTable<R extends { readonly id: number }>(table: Table<R>, paging: Paging): Selection<R> {
  const offset = (paging.page - 1) * paging.limit;
  const rows: R[] = [];
  for (let row = table.at(offset); row && rows.length < paging.limit; row = table.after(row.id)) rows.push(row);
  return { rows, total: table.size, more: { before: offset > 0, after: offset + rows.length < table.size } };
}

function startOf<R extends { readonly id: number }>(list: readonly R[], paging: Paging): number {
  if (paging.after !== undefined) return boundary(list, decodeCursor(paging.after), 1);
  if (paging.before !== undefined) return Math.max(0, boundary(list, decodeCursor(paging.before), 0) - paging.limit);
  return (paging.page - 1) * paging.limit;
}

/** Where the row of a cursor stands; when that row is gone, where the first one with a higher id does. */
function boundary<R extends { readonly id: number }>(list: readonly R[], id: number, behind: 0 | 1): number {
  const exact = list.findIndex((row) => row.id === id);
  if (exact >= 0) return exact + behind;
  const higher = list.findIndex((row) => row.id > id);
  return higher < 0 ? list.length : higher;
}
