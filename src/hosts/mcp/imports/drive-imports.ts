import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ImportRecord, type Imports, type ImportWorker, isAtRest } from '../../../imports/index.ts';

export type Driver = {
  /** Works on the import's store in this process, unless another one does, until the import rests; then writes its report. */
  drive(record: ImportRecord): void;
  /** Whether this process works on the import, or waits until it may. */
  drives(id: string): boolean;
  /** Does for an import that has come to rest by now what is to be done then, without waiting for the next look. */
  settle(id: string): Promise<void>;
  /** Lets requests in flight end and leaves the rest to other workers: nobody asked for a pause. */
  close(): Promise<void>;
};

export type DriverOptions = {
  imports: Imports;
  /** Takes what goes wrong, as a sentence. */
  log?: (message: string, error?: unknown) => void;
};

const pollMs = 500;
/** A worker that cannot reach the database any more is not waited for longer than this; whatever it held, others take over. */
const stopMs = 20_000;

/** The name under which this process drives imports. */
export const ownWorker = `${hostname()}:${process.pid}`;

export function createDriver({ imports, log = () => undefined }: DriverOptions): Driver {
  const end = new AbortController();
  /** Of each store that is worked on: its imports that do not rest yet. */
  const stores = new Map<string, { ids: Set<string>; done: Promise<void> }>();

  return {
    drive({ id, storeKey }) {
      if (end.signal.aborted) return;
      const driven = stores.get(storeKey);
      if (driven) driven.ids.add(id);
      else {
        const ids = new Set([id]);
        stores.set(storeKey, { ids, done: work(storeKey, ids) });
      }
    },
    drives: (id) => [...stores.values()].some(({ ids }) => ids.has(id)),
    async settle(id) {
      for (const { ids } of stores.values()) if (ids.has(id) && (await isThrough(id))) ids.delete(id);
    },
    async close() {
      end.abort();
      await Promise.all([...stores.values()].map(({ done }) => done));
    },
  };

  async function work(storeKey: string, ids: Set<string>): Promise<void> {
    let worker: ImportWorker | undefined;
    try {
      worker = await imports.work({ only: storeKey, name: ownWorker, log });
      while (ids.size > 0 && !end.signal.aborted) {
        await sleep(pollMs, undefined, { signal: end.signal }).catch(() => undefined);
        for (const id of ids) if (await isThrough(id)) ids.delete(id);
      }
    } catch (error) {
      log('The imports of a store cannot be driven here.', error);
    } finally {
      // Whoever comes while this worker stops gets another one.
      stores.delete(storeKey);
      if (worker) await within(stopMs, worker.stop());
    }
  }

  async function isThrough(id: string): Promise<boolean> {
    let record: ImportRecord;
    try {
      record = await imports.get(id);
    } catch (error) {
      // The database may be away for a while; an import that is gone stays so.
      if ((error as Error).name === 'RollcallError') return true;
      log(`Import ${id} cannot be followed.`, error);
      return false;
    }
    if (!isAtRest(record.state)) return false;
    if (record.check && !record.purgedAt)
      await imports.writeReport(id).catch((error: unknown) => log(`The report of ${id} could not be written.`, error));
    return true;
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
