import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ImportRecord, type Imports, type ImportWorker, isAtRest } from '../../../imports/index.ts';
import { within } from '../../within.ts';

export type Driver = {
  /**
   * Works on the import's store in this process, unless another one does, until the import rests; then writes its report. Resolves when the
   * worker is there.
   * @throws what keeps a worker from working
   */
  drive(record: ImportRecord): Promise<void>;
  /** Whether this process works on the import, or waits until it may. */
  drives(id: string): boolean;
  /** Whether a worker of this process is at this store, and takes up whatever is to run there. */
  worksOn(storeKey: string): boolean;
  /** Does for an import that has come to rest by now what is to be done then, without waiting for the next look. */
  settle(id: string): Promise<void>;
  /** Lets requests in flight end and leaves the rest to other workers: nobody asked for a pause. */
  close(): Promise<void>;
};

export type DriverOptions = {
  imports: Imports;
  /** Takes what happens, as a sentence. */
  log?: (message: string, error?: unknown) => void;
};

/** The imports of a store that do not rest yet, each with the start that it is driven for. */
type Driven = Map<string, symbol>;

/** Of a store that is worked on. */
type DrivenStore = { ids: Driven; worker: Promise<ImportWorker>; done: Promise<void> };

const pollMs = 500;
/** A worker that cannot reach the database any more is not waited for longer than this; whatever it held, others take over. */
const stopMs = 20_000;

export function createDriver({ imports, log = () => undefined }: DriverOptions): Driver {
  const end = new AbortController();
  const stores = new Map<string, DrivenStore>();

  return {
    async drive({ id, storeKey }) {
      if (end.signal.aborted) return;
      const driven = stores.get(storeKey) ?? open(storeKey);
      driven.ids.set(id, Symbol(id));
      await driven.worker;
    },
    drives: (id) => [...stores.values()].some(({ ids }) => ids.has(id)),
    worksOn: (storeKey) => stores.has(storeKey),
    async settle(id) {
      for (const { ids } of stores.values()) await letGo(ids, id);
    },
    async close() {
      end.abort();
      await Promise.all([...stores.values()].map(({ done }) => done));
    },
  };

  function open(storeKey: string): DrivenStore {
    const ids: Driven = new Map();
    const worker = imports.work({ only: storeKey, name: `${hostname()}:${process.pid}`, log });
    const driven = { ids, worker, done: follow(storeKey, ids, worker).catch(() => void stores.delete(storeKey)) };
    stores.set(storeKey, driven);
    return driven;
  }

  async function follow(storeKey: string, ids: Driven, starting: Promise<ImportWorker>): Promise<void> {
    const worker = await starting;
    do {
      await sleep(pollMs, undefined, { signal: end.signal }).catch(() => undefined);
      for (const id of [...ids.keys()]) await letGo(ids, id);
    } while (ids.size > 0 && !end.signal.aborted);
    // Whoever comes while this worker stops gets another one.
    stores.delete(storeKey);
    await within(worker.stop(), { ms: stopMs });
  }

  /** One that was started anew while its report was written is driven on. */
  async function letGo(ids: Driven, id: string): Promise<void> {
    const start = ids.get(id);
    if (start !== undefined && (await isThrough(id)) && ids.get(id) === start) ids.delete(id);
  }

  async function isThrough(id: string): Promise<boolean> {
    let record: ImportRecord;
    try {
      record = await imports.get(id);
    } catch (error) {
      // One that is gone stays so; while the database is away, the worker tells of that.
      return (error as Error).name === 'RollcallError';
    }
    if (!isAtRest(record.state)) return false;
    if (record.check && !record.purgedAt)
      await imports.writeReport(id).catch((error: unknown) => log(`The report of ${id} could not be written.`, error));
    return true;
  }
}
