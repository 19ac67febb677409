import { refuse, refuseLegacy } from './answer.ts';
import type { Query } from './query.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 250;

export type Paging = { limit: number; page: number; after?: string; before?: string };

/**
 * `limit` and `page`, and the cursors where the endpoint has them. A limit over 250 gets the 413 of BigCommerce's page on status codes; what the
 * customers endpoint really does is not documented. A limit or page that is no positive integer is refused with 422: our choice.
 */
export function readPaging(query: Query): Paging {
  const limit = positive(query.get('limit'), DEFAULT_LIMIT);
  const page = positive(query.get('page'), 1);
  if (limit === undefined)
    return refuse(422, 'The filter limit is not valid.', { limit: 'must be a positive integer' });
  if (page === undefined) return refuse(422, 'The filter page is not valid.', { page: 'must be a positive integer' });
  if (limit > MAX_LIMIT) refuse(413, 'The limit parameter exceeded the maximum of 250.');
  const paging: Paging = { limit, page };
  const after = query.get('after');
  const before = query.get('before');
  if (after !== undefined) paging.after = after;
  else if (before !== undefined) paging.before = before;
  return paging;
}

/** The same for V2, whose errors are arrays. */
export function readLegacyPaging(query: Query): Paging {
  const limit = positive(query.get('limit'), DEFAULT_LIMIT);
  const page = positive(query.get('page'), 1);
  if (limit === undefined) return refuseLegacy(400, "The field 'limit' is invalid.");
  if (page === undefined) return refuseLegacy(400, "The field 'page' is invalid.");
  if (limit > MAX_LIMIT) refuseLegacy(413, 'The limit parameter exceeded the maximum of 250.');
  return { limit, page };
}

function positive(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** The `pagination` block. An empty result still has one page; `links` are left out, as in every recorded reply of these endpoints. */
export function pagination(total: number, count: number, paging: Paging): Record<string, number> {
  return {
    total,
    count,
    per_page: paging.limit,
    current_page: paging.page,
    total_pages: Math.max(1, Math.ceil(total / paging.limit)),
  };
}

/** A page of a V3 list without cursors. */
export function listPage<R>(
  rows: readonly R[],
  query: Query,
  view: (row: R) => unknown,
): { data: unknown[]; meta: unknown } {
  const paging = readPaging(query);
  const slice = pageOf(rows, paging);
  return { data: slice.map(view), meta: { pagination: pagination(rows.length, slice.length, paging) } };
}

export function pageOf<R>(rows: readonly R[], paging: Paging): R[] {
  return rows.slice((paging.page - 1) * paging.limit, paging.page * paging.limit);
}

/** Cursors are opaque to a caller; like BigCommerce's they are base64 of `{"id":204}` without padding. */
function encodeCursor(id: number): string {
  return Buffer.from(`{"id":${id}}`).toString('base64url');
}

/** @throws {Refusal} 422 for anything that no reply handed out: our choice */
export function decodeCursor(cursor: string): number {
  const match = /^\{"id":(\d{1,15})\}$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!match) return refuse(422, 'The cursor is not valid.', { cursor: 'is not one of this endpoint' });
  return Number(match[1]);
}

/** The `cursor_pagination` block; its links exist where there is something to link to. */
export function cursorPagination(
  ids: readonly number[],
  limit: number,
  more: { before: boolean; after: boolean },
): Record<string, unknown> {
  const block: Record<string, unknown> = { count: ids.length, per_page: limit };
  const links: Record<string, string> = {};
  if (ids.length > 0) {
    const start = encodeCursor(ids[0]!);
    const end = encodeCursor(ids.at(-1)!);
    block.start_cursor = start;
    block.end_cursor = end;
    if (more.before) links.previous = `?limit=${limit}&before=${start}`;
    if (more.after) links.next = `?limit=${limit}&after=${end}`;
  }
  block.links = links;
  return block;
}
