import type { Call } from './call.ts';
import { findCulprit, readRefusal, refusalError } from './error-body.ts';
import { RollcallError } from './errors.ts';
import { shownRows } from './read-reply.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/** Rows of one array body that the API takes in a call. */
export const batchSize = 10;

export type RowsRequest<Row> = {
  method: 'POST' | 'PUT';
  path: string;
  rows: Row[];
  /** Folded emails of the rows, where the API names rows by email. */
  emails?: string[];
  /** What to call the write of a row in an error. */
  what(position: number): string;
};

export type RowsReply = {
  /** What the API returned for the rows that it took. */
  data: Record<string, unknown>[];
  /** Position of a row -> why it was refused. */
  errors: Map<number, RollcallError>;
};

/**
 * Sends rows of a write that may be repeated, ten a call. A row that is refused is set aside and the others go on: by the
 * index that the API names, else by halving. What the API names is sent once more alone before it counts as refused.
 * @throws {RollcallError} whatever stops the store: unauthorized, forbidden, rate_limited, network, timeout, store_unavailable
 */
export async function sendRows<Row>(store: Store, request: RowsRequest<Row>, call: Call): Promise<RowsReply> {
  const result: RowsReply = { data: [], errors: new Map() };
  const positions = request.rows.map((_, position) => position);
  for (let start = 0; start < positions.length; start += batchSize)
    await sendSome(store, request, positions.slice(start, start + batchSize), result, call);
  return result;
}

async function sendSome<Row>(
  store: Store,
  request: RowsRequest<Row>,
  positions: number[],
  result: RowsReply,
  call: Call,
): Promise<void> {
  if (positions.length === 0) return;
  const reply = await send(
    store,
    { method: request.method, path: request.path, body: positions.map((p) => request.rows[p]), repeatable: true },
    call,
  );
  if (reply.status < 300) {
    result.data.push(...shownRows<Record<string, unknown>>(reply));
    return;
  }
  const refusal = readRefusal(reply);
  const culprit = findCulprit(
    refusal,
    positions.map((p) => request.emails?.[p] ?? ''),
  );
  if (positions.length === 1) {
    refuse(positions[0]!, culprit?.kind === 'exists', culprit?.text ?? refusal.text);
  } else if (culprit) {
    // After a partial commit the blame may fall on the wrong row, and the others may give up the email that it wants.
    await sendSome(store, request, positions.toSpliced(culprit.position, 1), result, call);
    await sendSome(store, request, [positions[culprit.position]!], result, call);
  } else {
    const middle = Math.ceil(positions.length / 2);
    await sendSome(store, request, positions.slice(0, middle), result, call);
    await sendSome(store, request, positions.slice(middle), result, call);
  }

  function refuse(position: number, emailInUse: boolean, text: string): void {
    const what = request.what(position);
    const error = emailInUse
      ? new RollcallError('customer_exists', `${what}: ${text}. Choose an email that no other customer has.`, {
          status: reply.status,
          details: { body: text },
        })
      : new RollcallError('rejected', `${what}: BigCommerce refused it: ${text.replace(/\.?$/, '.')}`, {
          status: reply.status,
          details: { body: text },
        });
    result.errors.set(position, reply.status === 404 ? refusalError(reply, what) : error);
  }
}

/** True where a PUT was refused because its customer is gone. */
export function isGone(error: RollcallError): boolean {
  return /invalid customer id/i.test(error.details?.body ?? '');
}
