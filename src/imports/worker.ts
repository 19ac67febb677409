import { hostname } from 'node:os';
import type { Clock, Store } from '../bigcommerce/index.ts';
import type { Queue } from '../database/index.ts';
import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import { driveStore } from './run/drive-store.ts';

export type WorkerOptions = {
  /** Stores driven at once at most. @default 200 */
  slots?: number;
  /** Takes the work of this store only. */
  only?: string;
  /** @default host name and process id */
  name?: string;
  /** Takes what happens, as a sentence. */
  log?: (message: string, error?: unknown) => void;
  /** The longest that one store is driven before others have their turn. @default 600000 */
  sliceMs?: number;
};

export type ImportWorker = {
  readonly running: number;
  /** Takes nothing more, lets requests in flight end, and gives the rest to other workers. */
  stop(): Promise<void>;
};

export type WorkerPorts = {
  db: Queryable;
  queue: Queue;
  clock: Clock;
  /** @throws {RollcallError} where the credential is gone, or another store's */
  openStore(record: ImportRecord): Promise<Store>;
  unseal(sealed: Buffer): string;
  /** Told when an import came to rest here. */
  onRest(importId: string): Promise<void>;
  /** Deletes rows whose time has come. */
  purge(): Promise<unknown>;
};

/** How often it is looked whether the user wants an import to pause or to be cancelled. */
const wantedEveryMs = 500;
const purgeEveryMs = 3_600_000;
const sweepEveryMs = 60_000;

export async function startWorker(ports: WorkerPorts, options: WorkerOptions = {}): Promise<ImportWorker> {
  const { db, queue } = ports;
  const { name = `${hostname()}:${process.pid}`, log = () => undefined } = options;
  const watchers = new Map<number, (wanted: 'pause' | 'cancel') => void>();
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking || watchers.size === 0) return;
    looking = true;
    try {
      const { rows } = await db.query(
        'select no, wanted from rollcall.imports where wanted is not null and no = any($1)',
        [[...watchers.keys()]],
      );
      for (const { no, wanted } of rows) watchers.get(no)?.(wanted);
    } catch {
      // The database is away: whoever needs it says so.
    } finally {
      looking = false;
    }
  };
  const looks = setInterval(look, wantedEveryMs);
  const tidy = (): void => {
    ports.purge().catch((error) => log('Rows whose time has come could not be deleted.', error));
  };
  const tidies = setInterval(tidy, purgeEveryMs);
  /** Whoever died between putting an import on record and into the queue has left it to us. */
  const sweep = async (): Promise<void> => {
    try {
      const { rows } = await db.query(
        `select distinct store_key from rollcall.imports where state in ('queued', 'running') and ($1::text is null or store_key = $1)`,
        [options.only ?? null],
      );
      for (const { store_key } of rows) await queue.send(store_key);
    } catch (error) {
      log('Imports that a dead process left could not be looked for; they are in a minute.', error);
    }
  };
  const sweeps = setInterval(sweep, sweepEveryMs);
  const worker = await queue.work({
    ...(options.slots !== undefined && { slots: options.slots }),
    ...(options.only !== undefined && { only: options.only }),
    log,
    run: (storeKey, signal) =>
      driveStore({
        ...ports,
        storeKey,
        worker: name,
        signal,
        log,
        onRest: (importId) =>
          ports.onRest(importId).catch((error) => log(`The report of ${importId} could not be written.`, error)),
        watch(importNo, onWanted) {
          watchers.set(importNo, onWanted);
          return () => watchers.delete(importNo);
        },
        ...(options.sliceMs !== undefined && { sliceMs: options.sliceMs }),
      }),
  });
  await sweep();
  return {
    get running() {
      return worker.running;
    },
    async stop() {
      clearInterval(tidies);
      clearInterval(sweeps);
      await worker.stop();
      clearInterval(looks);
    },
  };
}
