import {
  type Call,
  type CallOptions,
  type ChangeTarget,
  type Customer,
  foldEmail,
  isRollcallError,
  isStop,
  type RollcallError,
  type Store,
  startCall,
  stopReason,
  type Warning,
  writeChanges,
} from '../bigcommerce/index.ts';
import type { NodeResult, ReadItem } from './define-node.ts';
import { type Change, desiredAddresses, readChange } from './desired-customer.ts';
import { type Directory, openDirectory } from './directory.ts';
import { failure } from './failure.ts';
import { findTargets } from './find-targets.ts';
import { inChunks } from './in-chunks.ts';
import type { UpdateParams } from './update-params.ts';
import { updateResult } from './update-result.ts';

/** Items that are looked up together: as many as one lookup may ask for. */
const itemsTogether = 50;
/** Customers that one PUT takes. */
const batchSize = 10;

/** One item on its way to its result. */
export type Update = {
  params: UpdateParams;
  change: Change;
  customer?: Customer;
  result?: NodeResult;
};

/** Changes customers in common calls and yields their results in the order of the items. */
export async function* updateMany(
  store: Store,
  items: AsyncIterable<ReadItem<UpdateParams>>,
  options: CallOptions,
): AsyncGenerator<NodeResult> {
  const call = startCall(store, options);
  const directory = openDirectory(store, options);
  let stopped: RollcallError | undefined;
  for await (const chunk of inChunks(items, { most: itemsTogether, clock: store.clock, splitBefore: meetsNewEmail })) {
    const updates: (Update | NodeResult)[] = [];
    for (const item of chunk) updates.push(await readUpdate(item, directory));
    const open = updates.filter(isOpen);
    try {
      if (stopped) throw stopped;
      await findTargets(store, open, call);
      await writeAll(store, open, call);
    } catch (error) {
      if (!isRollcallError(error)) throw error;
      // What stops the store stops it for the items after this one, too.
      if (isStop(error)) stopped = error;
      for (const update of open) update.result ??= failure(error);
    }
    for (const update of updates) yield isOpen(update) ? update.result! : update;
  }
}

function isOpen(update: Update | NodeResult): update is Update {
  return 'change' in update;
}

async function readUpdate(item: ReadItem<UpdateParams>, directory: Directory): Promise<Update | NodeResult> {
  try {
    if ('error' in item) throw item.error;
    return { params: item.params, change: await readChange(item.params, directory) };
  } catch (error) {
    return failure(error);
  }
}

/** An email that an item of the chunk hands out or gives up is looked up, and taken, after that item was written. */
function meetsNewEmail(chunk: ReadItem<UpdateParams>[], next: ReadItem<UpdateParams>): boolean {
  const named = emailsOf(next);
  if (named.length === 0) return false;
  const moved = chunk.flatMap((item) =>
    'params' in item && item.params.new_email !== undefined ? emailsOf(item) : [],
  );
  return named.some((email) => moved.includes(email));
}

function emailsOf(item: ReadItem<UpdateParams>): string[] {
  if (!('params' in item)) return [];
  const { email, new_email } = item.params;
  return [email, new_email].flatMap((one) => (one === undefined ? [] : [foldEmail(one)]));
}

/**
 * Several changes of one customer are written one after the other, each to what the one before it left.
 * @throws {RollcallError} what stops the store, once the results of all that flew are in
 */
async function writeAll(store: Store, updates: Update[], call: Call): Promise<void> {
  let left = updates.filter(({ result }) => !result);
  for (let wave = 0; left.length > 0; wave += 1) {
    const now: Update[] = [];
    const later: Update[] = [];
    const taken = new Set<number>();
    for (const update of left) {
      const id = update.customer!.id;
      (taken.has(id) ? later : now).push(update);
      taken.add(id);
    }
    if (wave > 0) await findTargets(store, now, call, 'again');
    const found = now.filter(({ result }) => !result);
    // A dry run and a real one never share a batch.
    const batches = [true, false].flatMap((dry) => inTens(found.filter(({ params }) => params.dry_run === dry)));
    const stops = await Promise.all(batches.map((batch) => writeBatch(store, batch, call)));
    const stop = stops.find((reason) => reason !== undefined);
    if (stop) throw stop;
    left = later;
  }
}

/** Resolves with what stopped the store, if anything did. */
async function writeBatch(store: Store, batch: Update[], call: Call): Promise<RollcallError | undefined> {
  const targets: ChangeTarget[] = [];
  const writing: Update[] = [];
  for (const update of batch) {
    try {
      targets.push(targetOf(update, targets.length));
      writing.push(update);
    } catch (error) {
      update.result = failure(error);
    }
  }
  const dryRun = batch[0]!.params.dry_run;
  try {
    const results = await writeChanges(store, targets, call, { dryRun });
    results.forEach((result, position) => {
      const update = writing[position]!;
      const warnings = [...emailLeft(update), ...result.warnings];
      update.result = updateResult({ ...result, warnings }, dryRun);
    });
    return results.map(({ error }) => stopReason(error?.cause)).find((reason) => reason !== undefined);
  } catch (error) {
    for (const update of writing) update.result = failure(error);
    return stopReason(error);
  }
}

/** Found by its id, a customer keeps its email: somebody who gives another one beside the id may have meant to change it. */
function emailLeft({ params: { customer_id, email, new_email }, customer }: Update): Warning[] {
  const { id, email: own } = customer!;
  if (customer_id === undefined || email === undefined || foldEmail(email) === foldEmail(own)) return [];
  const found = `Customer ${id} was found by customer_id and`;
  const message =
    new_email === undefined
      ? `${found} has the email ${own}, not ${email}; it was left as it is. Give new_email to change it`
      : `${found} had the email ${own}, not ${email}: see that it is the customer you meant`;
  return [{ code: 'email_left', message, email: own }];
}

function targetOf({ params, change, customer }: Update, index: number): ChangeTarget {
  const addresses = desiredAddresses(params, customer!);
  const desired = { ...change.desired, ...(addresses && { addresses }) };
  return { index, key: `#${customer!.id}`, current: customer!, desired };
}

function inTens<T>(items: T[]): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += batchSize) batches.push(items.slice(start, start + batchSize));
  return batches;
}
