import type { Call } from './call.ts';
import { type CreateInput, foldEmail, type Item, keyOf, type LookupReason, type RefusedInput } from './create-item.ts';
import type { Customer } from './customer.ts';
import { createDeque, type Deque } from './deque.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { createKnownKeys, isThere, type Settled } from './known-keys.ts';
import type { Outcome } from './outcome.ts';
import { type Attempt, type Store, seeCustomers } from './store.ts';

export type RunOptions = {
  dryRun?: boolean;
  /** Batches whose intent is on record while all places are taken: with a slow journal some more keep the store busy. @default 2 */
  intentsAhead?: number;
  upcoming?: { count: number; emails(): Iterable<string> | AsyncIterable<string> };
  settled?: Iterable<[key: string, settled: Settled]>;
};

export type Lookup = { item: Item; reason: LookupReason; notBefore: number };
/** A customer that exists and shall be updated; `recovered`: an update of it is on record without an outcome. */
export type Change = { item: Item; current: Customer; recovered: boolean };

/** Everything that one run of creates holds: queues, the keys in hand, and how inputs leave it. */
export type CreateRun = {
  readonly store: Store;
  readonly call: Call;
  readonly options: RunOptions;
  /** Waiting to be sent, in tens. */
  readonly ready: Deque<Item>;
  /** Batches that must travel as they are, no item added: what is left of one that was refused. */
  readonly closed: Item[][];
  lookups: Lookup[];
  changes: Change[];
  /** Customers a create may hold: ten, fewer after the store found ten too large. */
  batchLimit: number;
  /** Under way while the highest customer id is asked for. */
  learning?: Promise<unknown>;
  /** Creates in flight. */
  posting: number;
  lookingUp: number;
  changing: number;
  /** How many inputs are known to exist or not: decides whether looking first is cheaper. */
  readonly seen: { total: number; existing: number };
  pulled: number;
  /** Inputs without an outcome. */
  inHand: number;
  /** Outcomes that nobody took yet. */
  readonly untaken: number;
  sourceEnded: boolean;
  /** The source has given nothing for a while: what is there is sent. */
  starved: boolean;
  stopped?: RollcallError;
  offer(input: CreateInput | RefusedInput): void;
  settle(item: Item, outcome: Omit<Outcome, 'index' | 'warnings'> & Partial<Pick<Outcome, 'warnings'>>): void;
  lookUp(item: Item, reason: LookupReason, delayMs?: number): void;
  /** Runs a task in the background; an error that stops the store stops the run, any other breaks it. */
  launch(task: () => Promise<void>): void;
  /** Told after anything changed. */
  onProgress: () => void;
  takeOutcomes(): Outcome[];
  /** Set when the run is broken: the journal or the source threw. */
  broken?: { error: unknown };
  readonly idle: boolean;
};

export function openCreateRun(store: Store, call: Call, options: RunOptions): CreateRun {
  const settled = [...(options.settled ?? [])];
  const keys = createKnownKeys({ settled });
  // An earlier process has seen these ids: they are H for all that is sent from now on.
  seeCustomers(
    store,
    settled.flatMap(([, { customerId }]) => (customerId === undefined ? [] : [{ id: customerId }])),
  );
  let outcomes: Outcome[] = [];
  let settling: { item?: Item; outcome: Outcome }[] = [];
  let flushing = false;
  let busy = 0;

  const run: CreateRun = {
    store,
    call,
    options,
    ready: createDeque(),
    closed: [],
    lookups: [],
    changes: [],
    batchLimit: 10,
    posting: 0,
    lookingUp: 0,
    changing: 0,
    seen: { total: 0, existing: 0 },
    pulled: 0,
    inHand: 0,
    sourceEnded: false,
    starved: false,
    onProgress: () => undefined,
    offer,
    settle,
    lookUp,
    launch,
    takeOutcomes() {
      const taken = outcomes;
      outcomes = [];
      return taken;
    },
    get untaken() {
      return outcomes.length;
    },
    get idle() {
      return busy === 0 && settling.length === 0 && !flushing;
    },
  };
  return run;

  function offer(input: CreateInput | RefusedInput): void {
    run.pulled += 1;
    run.inHand += 1;
    if ('refused' in input) {
      queueOutcome({ index: input.index, fate: 'rejected', error: input.refused, warnings: [] });
      return;
    }
    const item: Item = {
      input,
      key: keyOf(input.customer),
      email: foldEmail(input.customer.email),
      attempted: false,
      absent: false,
      strikes: 0,
      losses: 0,
      misses: 0,
    };
    const { recovered } = input;
    if (recovered) {
      item.attempted = true;
      item.attempt = { ...recovered, at: store.clock.now() - recovered.ageMs };
    }
    const before = keys.settled(item.key);
    if (before && !recovered && (options.dryRun || !updatesDuplicates(item))) settleDuplicate(item, before);
    else if (keys.claim(item)) route(item, before !== undefined);
  }

  /** Sends an item that owns its key on its way. */
  function route(item: Item, exists: boolean): void {
    const attempt = item.attempt ?? store.unsettled.get(item.key);
    if (attempt) {
      item.attempted = true;
      item.attempt = attempt;
      lookUp(item, 'judge');
    } else if (exists) lookUp(item, 'identify');
    else if (options.dryRun || item.input.ifMissing === 'skip' || looksFirst(run)) lookUp(item, 'precheck');
    else run.ready.push(item);
  }

  function lookUp(item: Item, reason: LookupReason, delayMs = 0): void {
    run.lookups.push({ item, reason, notBefore: store.clock.now() + delayMs });
  }

  function settle(item: Item, outcome: Parameters<CreateRun['settle']>[1]): void {
    const warnings = [...(item.input.warnings ?? []), ...(outcome.warnings ?? [])];
    settling.push({ item, outcome: { ...outcome, index: item.input.index, warnings } });
    flush();
  }

  function settleDuplicate(item: Item, owner: Settled): void {
    queueOutcome({
      index: item.input.index,
      fate: updatesDuplicates(item) ? 'updated' : 'skipped',
      duplicateOf: owner.index,
      ...(options.dryRun && { dryRun: true }),
      ...(owner.customerId !== undefined && { customerId: owner.customerId }),
      warnings: item.input.warnings ?? [],
    });
  }

  /** For inputs that own no key. */
  function queueOutcome(outcome: Outcome): void {
    settling.push({ outcome });
    flush();
  }

  /** Outcomes of one turn are made durable together, then given out. */
  function flush(): void {
    if (flushing) return;
    flushing = true;
    Promise.resolve()
      .then(async () => {
        while (settling.length > 0) {
          const group = settling;
          settling = [];
          const final = group.filter(({ outcome }) => outcome.fate !== 'pending' && !outcome.dryRun);
          if (final.length > 0) await store.journal.settle(final.map(({ outcome }) => outcome));
          for (const { item, outcome } of group) give(outcome, item);
        }
        flushing = false;
        run.onProgress();
      })
      .catch((error) => {
        flushing = false;
        breakRun(error);
      });
  }

  function give(outcome: Outcome, item?: Item): void {
    run.inHand -= 1;
    outcomes.push(outcome);
    if (!item) return;
    if (!options.dryRun) rememberOpen(item, outcome);
    const waiting = keys.release(item, outcome);
    if (waiting.length === 0) return;
    if (outcome.fate === 'pending') {
      for (const next of waiting)
        queueOutcome({ ...outcome, index: next.input.index, warnings: next.input.warnings ?? [] });
      return;
    }
    const there = isThere(outcome);
    const same = (next: Item) => there && next.key === item.key;
    let owner: Item | undefined;
    for (const next of waiting) {
      // In file order: once a later line is to be applied, the lines after it wait for it.
      if (owner) keys.claim(next);
      else if (same(next) && (options.dryRun || !updatesDuplicates(next)))
        settleDuplicate(next, keys.settled(item.key)!);
      else {
        owner = next;
        keys.claim(next);
        route(next, same(next));
      }
    }
  }

  /** A partial create is still open, too: the same call again must find that the customer is its own. */
  function rememberOpen(item: Item, { fate, error }: Outcome): void {
    if (fate !== 'pending' && error?.code !== 'partial') store.unsettled.delete(item.key);
    else if (item.attempted && item.attempt) remember(store, item.key, item.attempt);
  }

  function launch(task: () => Promise<void>): void {
    busy += 1;
    task()
      .catch((error) => {
        if (isRollcallError(error)) run.stopped ??= error;
        else breakRun(error);
      })
      .finally(() => {
        busy -= 1;
        run.onProgress();
      });
  }

  function breakRun(error: unknown): void {
    run.broken ??= { error };
    run.onProgress();
  }
}

/** Creates of unknown fate that a store object remembers; whoever never asks again must not fill the memory of a process that lives for weeks. */
export const mostUnsettled = 100_000;

/** The oldest is forgotten first: asked again, its customer is one that exists. */
function remember({ unsettled }: Store, key: string, attempt: Attempt): void {
  unsettled.set(key, attempt);
  if (unsettled.size > mostUnsettled) unsettled.delete(unsettled.keys().next().value!);
}

/** Under `update` a later line with the same key is applied after the earlier one; else it is skipped. */
function updatesDuplicates(item: Item): boolean {
  return item.input.ifExists === 'update';
}

/**
 * Looking first costs 1/50 call an item; sending blindly costs about one call for each that exists. Some evidence is asked for
 * before the way is changed.
 */
export function looksFirst({ seen }: Pick<CreateRun, 'seen'>): boolean {
  return seen.existing >= 5 && seen.existing > seen.total * 0.02;
}

/** Counts what became known of one input; old knowledge fades, since files are often sorted. */
export function noteSeen(run: CreateRun, exists: boolean): void {
  run.seen.total += 1;
  if (exists) run.seen.existing += 1;
  if (run.seen.total >= 2_000) {
    run.seen.total /= 2;
    run.seen.existing /= 2;
  }
}

/** The end of an item whose run was stopped: what was not sent may simply be run again, what was sent is unknown. */
export function settleStopped(run: CreateRun, item: Item): void {
  const reason = run.stopped!;
  if (!item.attempted) {
    run.settle(item, { fate: 'pending', error: reason });
    return;
  }
  const email = item.input.customer.email;
  const { maxWaitMs } = run.call;
  const why = reason.code === 'rate_limited' ? `max_wait_ms (${maxWaitMs}) is spent` : reason.message;
  const error = new RollcallError(
    'outcome_unknown',
    `${email} was sent, but ${item.lostBecause ?? 'the answer left it open'}, and the store was not asked what became of it: ${why.replace(/\.$/, '')}. Run the same call again: it asks first and sends nothing twice.`,
    { details: { emails: [email] }, cause: reason },
  );
  run.settle(item, { fate: 'pending', error });
}
