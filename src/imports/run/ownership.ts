import { type Transport, TransportFailure } from '../../bigcommerce/index.ts';
import type { Queryable } from '../import-rows.ts';

/** Another worker drives the store now: nothing that carries the old epoch is written any more. */
export class LostOwnership extends Error {
  constructor(storeKey: string) {
    super(`Another worker has taken over ${storeKey}.`);
    this.name = 'LostOwnership';
  }
}

/**
 * A worker's right to write to a store. It ends when another worker raises the store's epoch, which happens no sooner than ten
 * seconds after this one last gave a sign of life.
 */
export type Ownership = {
  readonly storeKey: string;
  readonly epoch: string;
  /** To be called after a statement that was guarded by the epoch took effect; `since`: when it began. */
  confirmed(since: number): void;
  /** Resolves when the right was certain a moment ago. A process that was frozen asks the database first. @throws {LostOwnership} */
  confirm(): Promise<void>;
};

/** How long a confirmation holds. Less than the ten seconds that a silent worker is waited for. */
const certainMs = 4_000;

/** Takes the store's next epoch. */
export async function takeStore(db: Queryable, storeKey: string, worker: string): Promise<Ownership> {
  let certainUntil = performance.now() + certainMs;
  const { rows } = await db.query(
    `insert into rollcall.import_stores (store_key, epoch, worker, taken_at) values ($1, 1, $2, now())
      on conflict (store_key) do update set epoch = import_stores.epoch + 1, worker = excluded.worker, taken_at = now()
      returning epoch`,
    [storeKey, worker],
  );
  const epoch = String(rows[0].epoch);
  let asking: Promise<void> | undefined;
  const confirmed = (since: number): void => {
    certainUntil = Math.max(certainUntil, since + certainMs);
  };
  return {
    storeKey,
    epoch,
    confirmed,
    async confirm() {
      if (performance.now() < certainUntil) return;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      await asking;
    },
  };

  async function ask(): Promise<void> {
    const since = performance.now();
    const { rowCount } = await db.query('select from rollcall.import_stores where store_key = $1 and epoch = $2', [
      storeKey,
      epoch,
    ]);
    if (rowCount === 0) throw new LostOwnership(storeKey);
    confirmed(since);
  }
}

/** The transport of a worker: a write leaves only while the store is its own. */
export function guardWrites(transport: Transport, ownership: Ownership, onLost: (error: unknown) => void): Transport {
  return async (request) => {
    if (request.method !== 'GET') {
      try {
        await ownership.confirm();
      } catch (error) {
        onLost(error);
        throw new TransportFailure('aborted', false, 'Not sent: the store is no longer driven from here.', error);
      }
    }
    return transport(request);
  };
}
