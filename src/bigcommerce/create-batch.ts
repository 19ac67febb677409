import { bodyOf, foldEmail, type Item } from './create-item.ts';
import { type CreateRun, noteSeen } from './create-run.ts';
import type { Customer } from './customer.ts';
import { type Culprit, findCulprit, readRefusal, refusalError } from './error-body.ts';
import { listCustomers } from './find-customers.ts';
import { shownRows } from './read-reply.ts';
import type { Reply } from './reply.ts';
import { askStore, firstLookMs, isRefusedLookup, reasonFor } from './resolve-lookups.ts';
import { LostReply, send } from './send.ts';
import { settleCreated } from './settle-created.ts';
import { settleRefused } from './settle-refused.ts';
import { knowsHighest, seeCreated } from './store.ts';

/** The wait before a look after a lost reply doubles with each further loss of the same item, up to this. */
const longestLookMs = 32_000;

/** Sends one batch of creates and takes every item of it a step on. `closed`: nothing may be added to it. */
export async function sendBatch(run: CreateRun, items: Item[], closed: boolean): Promise<void> {
  const { store, call } = run;
  const fresh = items.filter((item) => !item.attempt);
  if (fresh.length > 0) {
    const highestId = store.highestId;
    await store.journal.intend({
      kind: 'create',
      items: fresh.map(({ input, key }) => ({ index: input.index, key })),
      ...(highestId !== undefined && { highestId }),
    });
  }
  let reply: Reply;
  try {
    reply = await send(
      store,
      {
        method: 'POST',
        path: '/v3/customers',
        body: items.map(({ input }) => bodyOf(input)),
        onSend: () => markSent(run, items),
        onSuccess: (success) => seeCreated(store, shownRows(success)),
      },
      call,
    );
  } catch (error) {
    if (error instanceof LostReply) return lookAfterLoss(run, items, error);
    // Stopped before it left: the items take their places again, so that the stop finds them.
    run.ready.unshift(items);
    throw error;
  }
  if (reply.status < 300) return takeCreated(run, items, reply);
  // Nobody who can create customers has seen them.
  if (reply.status < 400 || reply.status === 404) {
    run.ready.unshift(items);
    throw refusalError(reply, 'Customers could not be created');
  }
  await takeRefusal(run, items, reply, closed);
}

/** Until a sending may have been executed, the intent moves with it: the later, the narrower is what can be ours. */
function markSent({ store }: CreateRun, items: Item[]): void {
  const at = store.clock.now();
  const { highestId, clockOffset } = store;
  const known = { ...(highestId !== undefined && { highestId }), ...(clockOffset !== undefined && { clockOffset }) };
  const isHighest = knowsHighest(store);
  for (const item of items) if (!item.attempted) item.attempt = { kind: 'create', at, isHighest, ...known };
}

function lookAfterLoss(run: CreateRun, items: Item[], error: LostReply): void {
  for (const item of items) {
    item.attempted = true;
    delete item.attempt?.isRefused;
    item.losses += 1;
    item.lostBecause = error.message;
    run.lookUp(item, 'judge', Math.min(longestLookMs, firstLookMs * 2 ** (item.losses - 1)));
  }
}

/** A success: the reply is matched by email, never by position alone. */
function takeCreated(run: CreateRun, items: Item[], reply: Reply): void {
  const created = new Map<string, Customer>();
  const data = shownRows<Customer>(reply).filter((row) => typeof row.id === 'number' && typeof row.email === 'string');
  for (const customer of data) created.set(foldEmail(customer.email), customer);
  for (const item of items) {
    const customer = created.get(item.email);
    noteSeen(run, false);
    if (customer) settleCreated(run, item, customer);
    else {
      item.attempted = true;
      run.lookUp(item, 'judge');
    }
  }
}

type RefusedBatch = {
  items: Item[];
  status: number;
  /** What the store said of the batch as a whole. */
  text: string;
  /** Those of its items that an earlier request may have created. */
  attemptedBefore: Set<Item>;
};

async function takeRefusal(run: CreateRun, items: Item[], reply: Reply, closed: boolean): Promise<void> {
  const attemptedBefore = new Set(items.filter(({ attempted }) => attempted));
  if (reply.status === 413 && items.length > 1) {
    for (const item of items) item.attempted = true;
    run.batchLimit = Math.max(1, Math.floor(items.length / 2));
    run.ready.unshift(items);
    return;
  }
  const refusal = readRefusal(reply);
  const culprit = findCulprit(
    refusal,
    items.map(({ email }) => email),
  );
  // Some of a refused batch may have been written all the same. Of one that left without the store's highest id only what
  // stands before the culprit counts: equal customers of a moment ago, as an earlier run of the same file leaves them, could
  // not be told from our own.
  const unsure = culprit && attemptedBefore.size === 0 && !items.every(({ attempt }) => attempt?.isHighest);
  for (const [position, item] of items.entries()) {
    if (unsure && position >= culprit.position) continue;
    if (!item.attempted && item.attempt) item.attempt.isRefused = true;
    item.attempted = true;
  }
  if (unsure && items.length > 1) await learnHighestId(run, items);
  // Where one lookup has shown that nobody of them is there, the store's own word is enough from then on.
  const looked = closed && items.every(({ absent }) => absent);
  const struck = items.some(({ strikes }) => strikes > 0);
  for (const item of items) item.strikes += 1;
  const batch: RefusedBatch = { items, status: reply.status, text: refusal.text, attemptedBefore };
  if (culprit && (looked || (!struck && !closed))) {
    setAside(run, batch, culprit);
    run.ready.unshift(items.toSpliced(culprit.position, 1));
  } else if (looked) halve(run, items, batch);
  else await sortOut(run, batch, culprit);
}

/** Only after a refusal, and where nobody was created a moment ago: H tells old customers from those of the next sending. */
async function learnHighestId(run: CreateRun, items: Item[]): Promise<void> {
  try {
    if (!knowsHighest(run.store)) run.learning ??= readHighestId(run);
    await run.learning;
  } catch (error) {
    run.ready.unshift(items);
    throw error;
  }
}

/** The last page by id; sorting by date would not do, since hundreds may share a second. */
async function readHighestId(run: CreateRun): Promise<void> {
  const { store, call } = run;
  const limit = 250;
  try {
    const { totalPages = 1 } = await listCustomers(store, { limit }, call);
    if (totalPages > 1) await listCustomers(store, { limit, page: totalPages }, call);
    store.highestId ??= 0;
    store.highestIdAt = store.clock.now();
  } finally {
    delete run.learning;
  }
}

/** An item that the store named: it exists, or its data is refused. */
function setAside(run: CreateRun, batch: RefusedBatch, culprit: Culprit): void {
  const { items, status, attemptedBefore } = batch;
  const { kind, position, text } = culprit;
  const item = items[position]!;
  if (kind === 'invalid') {
    noteSeen(run, false);
    settleRefused(run, item, { status, text });
  } else if (kind === 'maybe_exists') {
    item.refusedBecause = { text, status, alone: items.length === 1 };
    run.lookUp(item, 'judge');
  } else if (attemptedBefore.has(item)) run.lookUp(item, 'judge');
  else {
    // The first request with it met a customer that was there: no question whose it is, only which.
    item.attempted = false;
    noteSeen(run, true);
    run.lookUp(item, 'identify');
  }
}

/**
 * The same ten were refused twice, or the reply names nobody: one lookup tells which of them exist, then what is left is
 * halved until the culprit stands alone.
 */
async function sortOut(run: CreateRun, batch: RefusedBatch, culprit: Culprit | undefined): Promise<void> {
  const { items, status, attemptedBefore } = batch;
  const named = culprit && items[culprit.position];
  let left = items;
  if (named && culprit.kind === 'invalid') {
    settleRefused(run, named, { status, text: culprit.text });
    left = items.filter((item) => item !== named);
  } else if (named && culprit.kind === 'exists' && !attemptedBefore.has(named)) named.attempted = false;
  if (left.length === 0) return;

  const absent = await absentOf(run, left);
  if (absent.length === 0) return;
  if (named && absent.includes(named)) {
    if (culprit.kind === 'maybe_exists' && items.length === 1)
      settleRefused(run, named, { status, text: culprit.text });
    else if (culprit.kind === 'maybe_exists') run.closed.push([named]);
    else {
      // Named as existing, yet no customer of its channels holds the email: the store may be slow to show it.
      named.misses += 1;
      run.lookUp(named, reasonFor(named), firstLookMs);
    }
    again(
      run,
      absent.filter((item) => item !== named),
    );
  } else if (culprit) again(run, absent);
  else if (absent.length < items.length) run.closed.push(absent);
  else halve(run, absent, batch);
}

/** The items that the store does not have. Where it refuses to be asked for all of them, they go on by lookups, in smaller numbers. */
async function absentOf(run: CreateRun, items: Item[]): Promise<Item[]> {
  try {
    return await askStore(run, items);
  } catch (error) {
    if (!isRefusedLookup(error)) {
      run.ready.unshift(items);
      throw error;
    }
    for (const item of items) run.lookUp(item, reasonFor(item));
    return [];
  }
}

/** Nobody is named: the one who stands alone in the end is the culprit. */
function halve(run: CreateRun, items: Item[], refusal: { status: number; text: string }): void {
  if (items.length === 1) {
    settleRefused(run, items[0]!, refusal);
    return;
  }
  const middle = Math.ceil(items.length / 2);
  run.closed.push(items.slice(0, middle), items.slice(middle));
}

/** The culprit is out, and of these it is known that they are not there: they travel as if for the first time. */
function again(run: CreateRun, items: Item[]): void {
  for (const item of items) item.strikes = 0;
  run.ready.unshift(items);
}
