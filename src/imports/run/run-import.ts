import {
  type Clock,
  createCustomers,
  isRefusedLookup,
  isRollcallError,
  makeAttributes,
  makeGroups,
  type Outcome,
  type RollcallError,
  type Store,
  type StorePorts,
  startCall,
  stopReason,
  withPorts,
} from '../../bigcommerce/index.ts';
import { type ImportRecord, pendingOf, type Reason } from '../import.ts';
import { type Queryable, readImport } from '../import-rows.ts';
import { countFaults } from './count-faults.ts';
import { createImportJournal } from './import-journal.ts';
import { guardWrites, type Ownership } from './ownership.ts';
import { readInputs } from './read-inputs.ts';
import { type Recovered, readRecovered } from './read-recovered.ts';
import { reportLife } from './report-life.ts';
import {
  type BulkOptions,
  lastSettled,
  nextRank,
  settleContinuations,
  settleDuplicates,
  settleRejected,
} from './settle-in-bulk.ts';
import { countUnsettled, upcomingOf } from './upcoming.ts';
import { withdrawIntents } from './withdraw-intents.ts';

export type RunImportOptions = {
  db: Queryable;
  record: ImportRecord;
  /** The store under the import's credential, as the whole process shares it. */
  store: Store;
  ownership: Ownership;
  worker: string;
  clock: Clock;
  unseal(sealed: Buffer): string;
  /** Ends the work: what is in flight is awaited, nothing more is sent. */
  signal: AbortSignal;
  /** Takes no further rows from this moment of the clock on, and lets those in hand end. */
  until: number;
};

/** Why a run ended: every row has its fate, its time is up, it was told to end, or the store stopped it. */
export type RunEnd = { end: 'through' } | { end: 'time' } | { end: 'aborted' } | { end: 'stopped'; reason: Reason };

/** A commit takes as long as a reply. More would only be more to look up after a pause. */
const intentsAhead = 16;

/**
 * Drives one import until every row up to its limit has a fate, or something ends it. Whatever happens to the process meanwhile, the
 * next run goes on from the journal.
 * @throws {LostOwnership} when another worker has the store
 */
export async function runImport(options: RunImportOptions): Promise<RunEnd> {
  const { db, record, ownership, clock, signal, until } = options;
  const limit = Math.min(record.rows, record.rowLimit ?? record.rows);
  const hasSecrets = record.check?.secrets ?? false;
  const bulk: BulkOptions = { db, importNo: record.no, ownership, limit, hasSecrets };
  const lost = new AbortController();
  const stopSignal = AbortSignal.any([signal, lost.signal]);
  const life = reportLife(options);
  /** Every request is counted, and a write leaves only while the store is ours. */
  const ports: StorePorts = {
    transport: guardWrites(countFaults(options.store.transport, life.countFault), ownership, (error) =>
      lost.abort(error),
    ),
    onRequest: (endpoint) => {
      life.countRequest();
      options.store.onRequest?.(endpoint);
    },
  };
  let stopped: Reason | undefined;
  /** Why a row stays open although the others go on: the store refuses to be asked for it. */
  let leftOpen: Reason | undefined;
  const mayGoOn = (): boolean => !stopped && !stopSignal.aborted && clock.now() < until;
  try {
    const settledBefore = await lastSettled(bulk);
    await settleRejected(bulk);
    const recovered = await readRecovered({ db, importNo: record.no, ownership, clock });
    const made = await makeMissing(record, withPorts(options.store, ports), stopSignal);
    for (let rank: number | undefined = 0; rank !== undefined; rank = await nextRank(bulk)) {
      await runRank(rank, { recovered, made, settledBefore });
      // What follows may be for the customer of a row that is open.
      if (mayGoOn()) stopped ??= leftOpen;
      if (!mayGoOn()) break;
      // Merged rows are applied one after the other; all others give way to the first that came to something.
      if (record.options.duplicates === 'first') await settleDuplicates(bulk);
    }
    if (mayGoOn()) await settleContinuations(bulk);
  } finally {
    await life.end();
  }
  if (lost.signal.aborted) throw lost.signal.reason;
  if (stopped) return { end: 'stopped', reason: stopped };
  if (signal.aborted) return { end: 'aborted' };
  const { rows, counts } = await readImport(db, record.id);
  return pendingOf({ rows, counts }) <= rows - limit ? { end: 'through' } : { end: 'time' };

  async function runRank(rank: number, known: Known): Promise<void> {
    const journal = createImportJournal({
      db,
      importNo: record.no,
      ownership,
      hasSecrets,
    });
    const store = withPorts(options.store, { ...ports, journal, unsettled: new Map() });
    const inputs = readInputs({ ...bulk, options: record.options, rank, unseal: options.unseal, ...known });
    const count = rank === 0 ? await countUnsettled(bulk) : undefined;
    const outcomes = createCustomers(store, whileAllowed(inputs), {
      ...(count !== undefined && upcomingOf({ ...bulk, options: record.options, count })),
      signal: stopSignal,
      intentsAhead,
      bulk: true,
      quotaShare: record.options.quota_share,
      onWait: life.waits,
    });
    const unsent: number[] = [];
    for await (const outcome of outcomes) {
      life.goesOn();
      if (outcome.fate !== 'pending') continue;
      if (isRefusedQuestion(outcome)) leftOpen ??= { code: 'outcome_unknown', message: outcome.error!.message };
      else stopped ??= reasonOf(outcome);
      if (isHalfDone(outcome)) {
        // Nobody comes back for the rest of a cancelled import.
        if (signal.reason === 'cancel') await journal.settle([{ ...outcome, fate: 'failed' }]);
      } else if (outcome.error?.code !== 'outcome_unknown') unsent.push(outcome.index);
    }
    if (!lost.signal.aborted) await withdrawIntents(bulk, unsent);
  }

  async function* whileAllowed<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    for await (const item of items) {
      if (!mayGoOn()) return;
      yield item;
    }
  }

  function reasonOf({ error }: Outcome): Reason | undefined {
    if (stopSignal.aborted || !error) return undefined;
    const { code, message } = stopReason(rootOf(error)) ?? error;
    return { code, message };
  }
}

/** The customer is there, and a part of the row was not sent before the run was stopped. */
function isHalfDone({ error }: Outcome): boolean {
  return error?.code === 'partial';
}

/** What stopped the writing of a part. */
function rootOf(error: RollcallError): RollcallError {
  return error.code === 'partial' && isRollcallError(error.cause) ? rootOf(error.cause) : error;
}

/** The store answers, and refuses to be asked for this one row. */
function isRefusedQuestion({ error }: Outcome): boolean {
  return error?.code === 'outcome_unknown' && isRefusedLookup(error.cause);
}

type Made = { groups: number[]; attributes: number[] };

/** What is known of the rows when a run begins. */
type Known = { recovered: Recovered; made: Made; settledBefore: number };

/** Groups and attributes that the file names and the store did not have. @throws {RollcallError} what the store says to that */
async function makeMissing(record: ImportRecord, store: Store, signal: AbortSignal): Promise<Made> {
  const { groups = [], attributes = [] } = record.check?.missing ?? {};
  const call = startCall(store, { signal, bulk: true, quotaShare: record.options.quota_share });
  const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);
  return {
    groups: groups.length > 0 ? idsOf(await makeGroups(store, groups, call)) : [],
    attributes: attributes.length > 0 ? idsOf(await makeAttributes(store, attributes, call)) : [],
  };
}
