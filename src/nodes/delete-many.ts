import {
  type Call,
  type CallOptions,
  type Customer,
  type DeletionResult,
  deleteCustomers,
  findCustomersById,
  foldEmail,
  isRollcallError,
  RollcallError,
  type Store,
  startCall,
  stopReason,
} from '../bigcommerce/index.ts';
import { customersWithOrders } from './customers-with-orders.ts';
import type { NodeResult, ReadItem } from './define-node.ts';
import { dryResult, type Named, nothingDeleted, realResult } from './delete-result.ts';
import { checkSearchable } from './email.ts';
import { failure } from './failure.ts';
import { findByEmails } from './find-by-emails.ts';
import { inChunks } from './in-chunks.ts';

/** Items that share their calls. More of them would share a walk of the orders, and keep the first results waiting. */
const itemsTogether = 250;

export type DeleteParams = {
  customer_ids?: number[] | undefined;
  emails?: string[] | undefined;
  dry_run: boolean;
};

/** One item on its way to its result. */
type Deletion = Named & {
  ids: number[];
  emails: string[];
  result?: NodeResult;
};

/**
 * Deletes customers in common calls and yields the results in the order of the items. A customer that several items name is deleted by the first
 * of them; the others do not find it any more.
 */
export async function* deleteMany(
  store: Store,
  items: AsyncIterable<ReadItem<DeleteParams>>,
  options: CallOptions,
): AsyncGenerator<NodeResult> {
  const call = startCall(store, options);
  let stopped: RollcallError | undefined;
  for await (const chunk of inChunks(items, { most: itemsTogether, clock: store.clock, splitBefore: isOtherKind })) {
    const deletions = chunk.map(readDeletion);
    const open = deletions.filter(({ result }) => !result);
    const isDry = chunk.map(drynessOf).includes(true);
    if (stopped) fail(open, stopped);
    else stopped = await settle(store, open, isDry, call);
    for (const { result } of deletions) yield result!;
  }
}

function drynessOf(item: ReadItem<DeleteParams>): boolean | undefined {
  return 'params' in item ? item.params.dry_run : undefined;
}

/** A dry run and a real one never share a call. */
function isOtherKind(chunk: ReadItem<DeleteParams>[], next: ReadItem<DeleteParams>): boolean {
  const dry = drynessOf(next);
  return dry !== undefined && chunk.map(drynessOf).includes(!dry);
}

function readDeletion(item: ReadItem<DeleteParams>): Deletion {
  const deletion: Deletion = { ids: [], emails: [], found: new Map(), notFound: [] };
  try {
    if ('error' in item) throw item.error;
    const { customer_ids = [], emails = [] } = item.params;
    for (const email of emails) checkSearchable(email, 'emails');
    return { ...deletion, ids: customer_ids, emails };
  } catch (error) {
    return { ...deletion, result: failure(error) };
  }
}

/** Gives each its result. Resolves with what stopped the store, if anything did. */
async function settle(
  store: Store,
  deletions: Deletion[],
  isDry: boolean,
  call: Call,
): Promise<RollcallError | undefined> {
  if (deletions.length === 0) return undefined;
  let withOrders: number[];
  try {
    await findAll(store, deletions, call);
    const found = deletions.flatMap((deletion) => [...deletion.found.keys()]);
    withOrders = await customersWithOrders(store, [...new Set(found)], call);
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    const stopped = stopReason(error);
    if (!stopped && deletions.length > 1) return settleInHalves(store, deletions, isDry, call);
    fail(deletions, error);
    return stopped;
  }
  const open = deletions.filter(({ result }) => !result);
  if (isDry) {
    for (const deletion of open) deletion.result = dryResult(deletion, withOrders);
    return undefined;
  }
  const wanted = [...new Set(open.flatMap(({ found }) => [...found.keys()]))];
  // Without an id the API's DELETE names nobody: it is never sent.
  const done: DeletionResult = wanted.length > 0 ? await deleteCustomers(store, wanted, call) : { deleted: [] };
  const taken = new Set<number>();
  for (const deletion of open) deletion.result = realResult(leaveTaken(deletion, done, taken), withOrders, done);
  return stopReason(done.error);
}

/** Where the store refuses a question, only the item that it cannot be asked for fails. */
async function settleInHalves(
  store: Store,
  deletions: Deletion[],
  isDry: boolean,
  call: Call,
): Promise<RollcallError | undefined> {
  const middle = Math.ceil(deletions.length / 2);
  const [first, second] = [deletions.slice(0, middle), deletions.slice(middle)];
  const stopped = await settle(store, first, isDry, call);
  if (!stopped) return settle(store, second, isDry, call);
  fail(second, stopped);
  return stopped;
}

/** Finds out who exists. An item that names an email of several customers fails. */
async function findAll(store: Store, deletions: Deletion[], call: Call): Promise<void> {
  const ids = [...new Set(deletions.flatMap((deletion) => deletion.ids))];
  const existing = new Set((await findCustomersById(store, ids, [], call)).map(({ id }) => id));
  const emails = deletions.flatMap((deletion) => deletion.emails);
  const byEmail = await findByEmails(store, emails, [], call);
  for (const deletion of deletions) {
    deletion.found = new Map();
    const missing = new Map<number | string, number | string>();
    for (const id of deletion.ids) existing.has(id) ? deletion.found.set(id, id) : missing.set(id, id);
    for (const email of deletion.emails) {
      const holders = byEmail.get(foldEmail(email)) ?? [];
      const [holder] = holders;
      if (!holder) missing.set(foldEmail(email), email);
      else if (holders.length > 1) deletion.result = failure(nothingDeleted(ambiguous(email, holders)));
      else if (!deletion.found.has(holder.id)) deletion.found.set(holder.id, email);
    }
    deletion.notFound = [...missing.values()];
  }
}

/** A customer who is gone is the first item's that names them; the others do not find them any more. */
function leaveTaken({ found, notFound }: Deletion, { deleted }: DeletionResult, taken: Set<number>): Named {
  const left: Named = { found: new Map(found), notFound: [...notFound] };
  for (const [id, name] of found) {
    if (!taken.has(id)) continue;
    left.found.delete(id);
    left.notFound.push(name);
  }
  for (const id of deleted) if (found.has(id)) taken.add(id);
  return left;
}

function fail(deletions: Deletion[], error: RollcallError): void {
  for (const deletion of deletions) deletion.result ??= failure(nothingDeleted(error));
}

function ambiguous(email: string, holders: Customer[]): RollcallError {
  const ids = holders.map(({ id }) => id).sort((a, b) => a - b);
  return new RollcallError(
    'customer_ambiguous',
    `${email} belongs to customers ${ids.join(', ')}, one per channel. Name the one to delete in customer_ids.`,
    { param: 'emails', details: { customer_ids: ids } },
  );
}
