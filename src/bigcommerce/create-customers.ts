import { type CallOptions, cancelled, overdue, startCall } from './call.ts';
import { sendBatch } from './create-batch.ts';
import type { CreateInput, Item, RefusedInput } from './create-item.ts';
import { looksFirst, openCreateRun, type RunOptions, settleStopped } from './create-run.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from './find-customers.ts';
import type { Outcome } from './outcome.ts';
import { resolve, resolveLookups } from './resolve-lookups.ts';
import type { Store } from './store.ts';
import { loadSnapshot, type Snapshot, walkIsCheaper } from './store-snapshot.ts';
import { updateExisting } from './update-existing.ts';

export type CreateOptions = CallOptions & RunOptions;

export type CreateSource = Iterable<CreateInput | RefusedInput> | AsyncIterable<CreateInput | RefusedInput>;

/** Inputs without an outcome that a run holds at most. */
const windowSize = 1_000;
/** A source that gives nothing for so long is not waited for: what is there is sent. */
const lingerMs = 25;
const changesInFlight = 3;
const lookupsInFlight = 3;

/**
 * Creates customers, any number, ten a call, each exactly once. Yields one outcome per input, as each is known: not in the
 * order of the input. Memory holds a window of the input and 100,000 keys, never all of it.
 *
 * What is wrong with one input is its outcome; what stops the store (a revoked token, max_wait_ms) is the outcome `pending` of
 * every input without a fate, with the reason.
 * @throws whatever the source, the journal or a broken transport throws
 */
export async function* createCustomers(
  store: Store,
  source: CreateSource,
  options: CreateOptions = {},
): AsyncGenerator<Outcome> {
  const call = startCall(store, options);
  const run = openCreateRun(store, call, options);
  /** Wakes the reader of outcomes, and the reader of the source. */
  const outcomeSignal = createSignal();
  const roomSignal = createSignal();
  let linger: { cancel(): void } | undefined;
  let snapshot: Snapshot | 'loading' | 'dearer' | undefined;
  let alarm: { at: number; cancel(): void } | undefined;
  let closed = false;
  let reading = false;
  let looking = false;

  run.onProgress = () => {
    pump();
    wake();
  };
  const onAbort = () => {
    run.stopped ??= cancelled(call);
    run.onProgress();
  };
  if (call.signal?.aborted) onAbort();
  call.signal?.addEventListener('abort', onAbort);
  pull().catch((error) => {
    run.broken ??= { error };
    wake();
  });

  try {
    while (true) {
      const outcomes = run.takeOutcomes();
      if (outcomes.length > 0) roomSignal.wake();
      for (const outcome of outcomes) yield outcome;
      if (run.broken) throw run.broken.error;
      // Others may have come while the reader was busy with these.
      if (run.untaken > 0) continue;
      if (run.sourceEnded && run.inHand === 0 && run.idle) return;
      await outcomeSignal.next();
    }
  } finally {
    closed = true;
    run.stopped ??= cancelled(call);
    alarm?.cancel();
    linger?.cancel();
    call.signal?.removeEventListener('abort', onAbort);
    wake();
  }

  function wake(): void {
    outcomeSignal.wake();
    roomSignal.wake();
  }

  /** Reads the source as fast as the window allows. */
  async function pull(): Promise<void> {
    const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    try {
      while (!closed) {
        if (run.inHand + run.untaken >= windowSize) {
          pump();
          await roomSignal.next();
          continue;
        }
        const next = iterator.next();
        if (!linger && next instanceof Promise) watchSource();
        reading = true;
        const { value, done } = await next;
        reading = false;
        run.starved = false;
        if (done) break;
        run.offer(value);
        if (canStart()) pump();
      }
    } finally {
      if (closed) await iterator.return?.();
    }
    run.sourceEnded = true;
    linger?.cancel();
    run.onProgress();
  }

  /** One timer for many reads: it finds out that the source has given nothing since it was set. */
  function watchSource(): void {
    const before = run.pulled;
    const { done, cancel } = store.clock.wait(lingerMs);
    linger = { cancel };
    done.then(() => {
      linger = undefined;
      if (run.sourceEnded || closed || !reading) return;
      if (run.pulled === before) {
        run.starved = true;
        pump();
      } else watchSource();
    });
  }

  function canStart(): boolean {
    if (run.stopped) return true;
    if (run.lookups.length >= lookupEmails && run.lookingUp < lookupsInFlight) return true;
    return run.ready.length >= run.batchLimit && run.posting < batchesInFlight();
  }

  /** As many as may fly, and some whose intent is on record and that wait for a place. */
  function batchesInFlight(): number {
    // Until it is known that few exist, each batch ahead may be one that is refused.
    const ahead = run.seen.total < 100 || looking ? 2 : (options.intentsAhead ?? 2);
    return store.gate.cap('POST /v3/customers') + ahead;
  }

  /** Starts whatever can be started now. */
  function pump(): void {
    if (run.broken || closed) return;
    if (!run.stopped && store.clock.now() >= call.deadline) run.stopped = overdue(call, 1_000, 'the time is up');
    if (run.stopped) {
      stop();
      return;
    }
    changeWay();
    startLookups();
    while (run.posting < batchesInFlight()) {
      const closedBatch = run.closed.shift();
      const items = closedBatch ?? takeBatch();
      if (items.length === 0) break;
      run.posting += 1;
      start(
        () => sendBatch(run, items, closedBatch !== undefined),
        () => (run.posting -= 1),
      );
    }
    while (run.changing < changesInFlight && run.changes.length >= (flushing() ? 1 : 10)) {
      const changes = run.changes.splice(0, 10);
      run.changing += 1;
      start(
        () => updateExisting(run, changes),
        () => (run.changing -= 1),
      );
    }
  }

  function start(task: () => Promise<void>, after: () => void): void {
    run.launch(() => task().finally(after));
  }

  /** Nothing more can come from the source now: what is there goes, however little. */
  function flushing(): boolean {
    return run.sourceEnded || run.starved || run.inHand + run.untaken >= windowSize;
  }

  /** Up to ten items; of one email only one is ever in hand. Fewer only when nothing can join them soon. */
  function takeBatch(): Item[] {
    const joining = run.lookups.some(({ reason }) => reason === 'precheck') || run.lookingUp > 0;
    if (run.ready.length < run.batchLimit && (!flushing() || (joining && run.posting > 0))) return [];
    const batch: Item[] = [];
    for (let item = run.ready.shift(); item; item = run.ready.shift()) {
      batch.push(item);
      if (batch.length >= run.batchLimit) break;
    }
    return batch;
  }

  /**
   * Lookups are collected: an urgent one (a reply was lost) takes along whatever else waits; the others go when fifty are
   * together or nothing else is left to do.
   */
  function startLookups(): void {
    if (run.lookups.length === 0) return;
    answerFromSnapshot();
    const now = store.clock.now();
    while (run.lookingUp < lookupsInFlight) {
      const due = run.lookups.filter(
        ({ notBefore, reason }) => notBefore <= now && !(reason === 'precheck' && snapshot === 'loading'),
      );
      const urgent = due.some(({ reason }) => reason === 'judge');
      const quiet = flushing() && run.ready.length === 0 && run.closed.length === 0 && run.posting === 0;
      const hungry = flushing() && due.some(({ reason }) => reason === 'precheck') && run.ready.length < run.batchLimit;
      if (due.length === 0 || !(urgent || quiet || hungry || due.length >= lookupEmails)) break;
      due.sort((a, b) => Number(b.reason === 'judge') - Number(a.reason === 'judge'));
      const emails = chunksByLength(
        due.map(({ item }) => item.input.customer.email),
        lookupEmails,
        lookupCharacters,
      )[0]!;
      const chunk = due.slice(0, emails.length);
      const taken = new Set(chunk);
      run.lookups = run.lookups.filter((lookup) => !taken.has(lookup));
      run.lookingUp += 1;
      start(
        () => resolveLookups(run, chunk),
        () => (run.lookingUp -= 1),
      );
    }
    setAlarm(now);
  }

  /** Wakes the run when the next delayed lookup is due. */
  function setAlarm(now: number): void {
    let at = Number.POSITIVE_INFINITY;
    for (const { notBefore } of run.lookups) if (notBefore > now) at = Math.min(at, notBefore);
    if (alarm && alarm.at <= at) return;
    alarm?.cancel();
    alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    // Where the look would come too late, the run stops at its deadline, with the emails named.
    at = Math.min(at, call.deadline);
    const { done, cancel } = store.clock.wait(at - now);
    const mine = { at, cancel };
    alarm = mine;
    done.then(() => {
      if (alarm !== mine) return;
      alarm = undefined;
      pump();
    });
  }

  /** Once looking first has become the cheaper way, what was read before takes it as well. */
  function changeWay(): void {
    const before = looking;
    looking = looksFirst(run);
    if (!looking || before) return;
    for (const item of run.ready.drain())
      if (item.attempted || item.absent) run.ready.push(item);
      else run.lookUp(item, 'precheck');
    if (snapshot === undefined) considerWalk();
  }

  function considerWalk(): void {
    if (!options.upcoming) return;
    const waiting = run.lookups.filter(({ reason }) => reason === 'precheck').length;
    const remaining = options.upcoming.count - run.pulled + waiting;
    if (remaining < lookupEmails * 4) return;
    snapshot = 'loading';
    run.launch(async () => {
      snapshot = (await walkIsCheaper(store, remaining, call)) ? await loadSnapshot(run, options.upcoming!) : 'dearer';
    });
  }

  function answerFromSnapshot(): void {
    if (typeof snapshot !== 'object') return;
    const { byEmail, complete } = snapshot;
    const rest: typeof run.lookups = [];
    const answered: typeof run.lookups = [];
    for (const lookup of run.lookups) {
      const known = lookup.reason === 'precheck' && (complete || lookup.item.input.ifExists !== 'update');
      (known ? answered : rest).push(lookup);
    }
    run.lookups = rest;
    for (const lookup of answered) resolve(run, lookup, byEmail.get(lookup.item.email) ?? []);
  }

  /** Nothing more is sent; once what flies has landed, all that is left gets its open end. */
  function stop(): void {
    alarm?.cancel();
    alarm = undefined;
    if (run.posting + run.lookingUp + run.changing > 0) return;
    const items = [
      ...run.ready.drain(),
      ...run.closed.splice(0).flat(),
      ...run.lookups.splice(0).map(({ item }) => item),
      ...run.changes.splice(0).map(({ item }) => item),
    ];
    for (const item of items) settleStopped(run, item);
  }
}

/** Lets one loop sleep until something happened; what happens while it is awake is not missed. */
function createSignal() {
  let resolve: (() => void) | undefined;
  let happened = false;
  return {
    wake() {
      happened = true;
      resolve?.();
      resolve = undefined;
    },
    async next(): Promise<void> {
      if (!happened)
        await new Promise<void>((resolveNext) => {
          resolve = resolveNext;
        });
      happened = false;
    },
  };
}
