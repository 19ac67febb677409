import { isRecord, refusalError } from './error-body.ts';
import type { Reply } from './reply.ts';

export type Page<Row> = {
  data: Row[];
  meta?: {
    pagination?: { total?: number; total_pages?: number; current_page?: number };
    cursor_pagination?: { end_cursor?: string; count?: number; links?: { next?: string } };
  };
};

/**
 * A page of V3: `{ data, meta }`. Only what holds rows counts as an empty list: a proxy or another service may answer 200, too.
 * @param what to call the read in an error: `Customers could not be listed`
 * @throws {RollcallError} rejected, store_not_found
 */
export function readPage<Row>(reply: Reply, what: string): Page<Row> {
  const { json } = reply;
  if (reply.status !== 200 || !isRecord(json) || !isRows(json.data)) throw refusalError(reply, what);
  return json as unknown as Page<Row>;
}

/** A list of V2, which is bare; 204 where it is empty. @throws {RollcallError} rejected, store_not_found */
export function readList<Row>(reply: Reply, what: string): Row[] {
  if (reply.status === 204) return [];
  if (reply.status !== 200 || !isRows(reply.json)) throw refusalError(reply, what);
  return reply.json as Row[];
}

/** The rows that a V3 reply shows; none where it shows none. */
export function shownRows<Row>({ json }: Reply): Row[] {
  return isRecord(json) && isRows(json.data) ? (json.data as Row[]) : [];
}

function isRows(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isRecord);
}
