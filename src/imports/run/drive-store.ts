import type { Clock, Store } from '../../bigcommerce/index.ts';
import { isConnectionLost, isDiskFull, SetupError } from '../../database/index.ts';
import { isRollcallError } from '../../nodes/index.ts';
import { cancelledAsAsked, type ImportRecord, pausedAsAsked, type Reason } from '../import.ts';
import { liveAtRest, type Queryable, recordOf } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import { runGuarded } from './guarded.ts';
import { LostOwnership, type Ownership, takeStore } from './ownership.ts';
import { runImport } from './run-import.ts';

export type DriveStoreOptions = {
  db: Queryable;
  storeKey: string;
  /** The name of this worker, for people. */
  worker: string;
  clock: Clock;
  openStore(record: ImportRecord): Promise<Store>;
  unseal(sealed: Buffer): string;
  signal: AbortSignal;
  /** Asked what the user wants of an import that runs here; told by the worker's poll. */
  watch(importNo: number, onWanted: (wanted: 'pause' | 'cancel') => void): () => void;
  /** Takes what is taken up and how it ends, as a sentence. */
  log?(message: string): void;
  /** Told when an import came to rest; never rejects. */
  onRest?(importId: string): Promise<void>;
  /** @default ten minutes */
  sliceMs?: number;
};

/**
 * Drives the imports of one store, the oldest first, for at most a slice of ten minutes. Answers whether work is left.
 * @throws whatever the database throws; an import is never left half done by it, only for later
 */
export async function driveStore(options: DriveStoreOptions): Promise<'done' | 'again'> {
  const { db, storeKey, worker, clock, signal, sliceMs = 600_000 } = options;
  const until = clock.now() + sliceMs;
  const ownership = await takeStore(db, storeKey, worker);
  try {
    while (!signal.aborted) {
      const record = await takeNext(db, ownership);
      // One that was paused or cancelled at this moment is passed over; another may wait behind it.
      if (!record && (await hasWork(db, storeKey))) continue;
      if (!record) return 'done';
      const end = await driveImport({ ...options, record, ownership, until });
      if (end === 'time') return 'again';
      if (end === 'ended') await options.onRest?.(record.id);
    }
  } catch (error) {
    // The new owner goes on with it.
    if (error instanceof LostOwnership) return 'done';
    throw error;
  }
  return 'again';
}

/** The import of the store that was started first and is not through. */
async function takeNext(db: Queryable, ownership: Ownership): Promise<ImportRecord | undefined> {
  const row = await runGuarded(
    db,
    ownership,
    {
      ctes: `next as (
        update rollcall.imports set state = 'running', started_at = coalesce(started_at, now()), reason = null
        from mine
        where no = (select no from rollcall.imports where store_key = $1 and state in ('queued', 'running')
          order by queued_at, no limit 1)
          and imports.state in ('queued', 'running')
        returning imports.*)`,
      answers: '(select to_jsonb(next) from next) as next',
    },
    [],
  );
  if (!row.next) return undefined;
  const { created_at, started_at, ...next } = row.next as Record<string, string>;
  return recordOf({ ...next, created_at: new Date(created_at!), started_at: new Date(started_at!) });
}

async function hasWork(db: Queryable, storeKey: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from rollcall.imports where store_key = $1 and state in ('queued', 'running') limit 1`,
    [storeKey],
  );
  return rowCount !== 0;
}

type DriveImportOptions = DriveStoreOptions & { record: ImportRecord; ownership: Ownership; until: number };

async function driveImport(options: DriveImportOptions): Promise<'ended' | 'time' | 'aborted'> {
  const { db, record, ownership, signal, openStore, watch, log = () => undefined } = options;
  log(`${record.id} (${record.file}) for store ${record.storeHash}: taken up`);
  let wanted = record.wanted;
  const asked = new AbortController();
  const unwatch = watch(record.no, (what) => {
    wanted = what;
    asked.abort(what);
  });
  try {
    if (!wanted) {
      const store = await openStore(record);
      const result = await runImport({ ...options, store, signal: AbortSignal.any([signal, asked.signal]) });
      if (result.end === 'time') return 'time';
      if (result.end === 'stopped') return await rest(db, ownership, record, 'paused', result.reason);
      if (result.end === 'through') {
        if (record.rowLimit === undefined || record.rowLimit >= record.rows)
          return await rest(db, ownership, record, 'completed');
        const message = `The first ${record.rowLimit === 1 ? 'row is' : `${record.rowLimit.toLocaleString('en')} rows are`} through, as asked.`;
        return await rest(db, ownership, record, 'paused', { code: 'limit_reached', message });
      }
    }
    return wanted ? await rest(db, ownership, record, 'asked') : 'aborted';
  } catch (error) {
    if (error instanceof LostOwnership || isConnectionLost(error)) throw error;
    // Anything else would come again at once, for ever: the import waits for a person.
    return await rest(db, ownership, record, 'paused', await reasonFor(error, db));
  } finally {
    log(`${record.id}: let go`);
    unwatch();
  }
}

async function reasonFor(error: unknown, db: Queryable): Promise<Reason> {
  const message = error instanceof Error ? error.message : String(error);
  if (isRollcallError(error)) return { code: error.code, message };
  if (isDiskFull(error)) {
    const folder = await dataFolder(db);
    return {
      code: 'disk_full',
      message: `The disk of the database${folder ? ` (${folder})` : ''} is full. Free some space there, then resume the import: nothing is lost.`,
    };
  }
  if (error instanceof SetupError) return { code: 'internal', message: [message, error.hint].join(' ').trim() };
  return { code: 'internal', message: `A defect of Rollcall stopped the import: ${message}` };
}

/** Where the database keeps its data, as far as it tells this user. */
async function dataFolder(db: Queryable): Promise<string | undefined> {
  try {
    return (await db.query(`select current_setting('data_directory') as folder`)).rows[0].folder;
  } catch {
    return undefined;
  }
}

/**
 * Brings an import to rest. What the user asked last counts: a cancel beats a pause, and a pause that was taken back meanwhile leaves the
 * import queued. Of a cancelled one the passwords go in the same statement: nobody would come back for them.
 */
async function rest(
  db: Queryable,
  ownership: Ownership,
  { no, check }: Pick<ImportRecord, 'no' | 'check'>,
  end: 'asked' | 'paused' | 'completed',
  reason?: Reason,
): Promise<'ended'> {
  const erased = `, erased as (
    update ${partitionsOf(no).rows} set secret = null from written where written.state = 'cancelled' and secret is not null)`;
  await runGuarded(
    db,
    ownership,
    {
      // Only one that runs: when the reply got lost it rests already, and what was wanted of it is gone.
      ctes: `written as (
        update rollcall.imports set wanted = null, live = ${liveAtRest},
          state = case when $4 = 'completed' then 'completed' when wanted = 'cancel' then 'cancelled'
            when $4 = 'paused' or wanted = 'pause' then 'paused' else 'queued' end,
          reason = case when $4 = 'completed' then null when wanted = 'cancel' then $6::jsonb when $4 = 'paused' then $5::jsonb
            when wanted = 'pause' then $7::jsonb end,
          ended_at = case when $4 = 'completed' or wanted = 'cancel' then now() end
        from mine where no = $3 and imports.state = 'running' returning imports.state)${check?.secrets ? erased : ''}`,
    },
    [no, end, reason ?? null, cancelledAsAsked, pausedAsAsked],
  );
  return 'ended';
}
