import type { Live, Survived } from '../import.ts';
import { runGuarded } from './guarded.ts';
import { LostOwnership } from './ownership.ts';
import type { RunImportOptions } from './run-import.ts';

const heartbeatMs = 1_000;

type Wait = 'quota' | 'refused' | 'retry';
const awaited: Record<Wait, string> = {
  quota: "the store's quota",
  refused: 'the store, which is busy',
  retry: 'another try',
};

/**
 * A sample of the run in each slot of 2 s, with the most that the quota had left in it, since a window may be spent within one; after 300 of
 * them in every second slot, then in every fourth, and what stands between is deleted. So which slots are kept follows from the time that the import ran alone, whoever drives it.
 */
export const lifeSign = `written as (
    update rollcall.imports set requests = requests + $4, run_ms = run_ms + $5, live = $6 from mine where no = $3
    returning imports.no, imports.run_ms, (imports.run_ms / 2000)::integer as slot,
      (2 ^ greatest(0, ceil(log(2, (imports.run_ms / 2000 + 1) / 300.0))))::integer as every,
      created + updated + unchanged + skipped + rejected + failed as settled),
  sampled as (
    insert into rollcall.import_samples as kept (import_no, slot, run_ms, settled, available, quota)
    select no, slot, run_ms, settled, $7, $8 from written where slot % every = 0 or $9
    on conflict (import_no, slot) do update
      set at = excluded.at, run_ms = excluded.run_ms, settled = excluded.settled, quota = excluded.quota,
        available = greatest(kept.available, excluded.available)),
  thinned as (
    delete from rollcall.import_samples s using written w
    where s.import_no = w.no and w.slot % w.every = 0 and s.slot % w.every <> 0)`;

/** Keeps what only this process knows in the import's row: requests, time, quota, waits. */
export function reportLife({
  db,
  record,
  store,
  ownership,
  worker,
  clock,
}: Pick<RunImportOptions, 'db' | 'record' | 'store' | 'ownership' | 'worker' | 'clock'>) {
  let requests = 0;
  let survived = record.survived;
  /** The most that was left since the last life sign. */
  let mostAvailable: number | undefined;
  let countedAt = clock.now();
  let waiting: { reason: Wait; until: number } | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const beat = (isLast = false): Promise<unknown> => {
    const delta = requests;
    const now = clock.now();
    const ms = Math.round(now - countedAt);
    requests = 0;
    countedAt = now;
    const { quota, available, resetMs } = store.gate.state();
    const mostLeft = quota === undefined ? undefined : Math.min(quota, Math.max(0, available, mostAvailable ?? 0));
    mostAvailable = undefined;
    const live: Live & { survived?: Survived } = {
      worker,
      at: Date.now(),
      ...(quota !== undefined && { quota, available: Math.max(0, available) }),
      ...(mostLeft !== undefined && { most_available: mostLeft }),
      ...(resetMs !== undefined && { reset_ms: Math.round(resetMs) }),
      ...(survived && { survived }),
      ...(waiting &&
        waiting.until > now && {
          waiting: `waiting ${Math.ceil((waiting.until - now) / 1000)} s for ${awaited[waiting.reason]}`,
        }),
    };
    writing = writing
      .then(() =>
        runGuarded(db, ownership, { ctes: lifeSign }, [
          record.no,
          delta,
          ms,
          live,
          mostLeft ?? null,
          quota ?? null,
          isLast,
        ]),
      )
      .catch((error) => {
        // The journal meets the same trouble, and tells.
        if (!(error instanceof LostOwnership)) requests += delta;
      });
    return writing;
  };
  const timer = setInterval(() => beat(), heartbeatMs);
  return {
    countRequest(): void {
      requests += 1;
      mostAvailable = Math.max(mostAvailable ?? 0, store.gate.state().available);
    },
    countFault(fault: keyof Survived): void {
      const before = survived ?? { rate_limited: 0, server_errors: 0, replies_lost: 0, not_reached: 0 };
      survived = { ...before, [fault]: before[fault] + 1 };
    },
    /** Something came to an end. A wait for the quota holds all the same: what was in flight still comes back. */
    goesOn(): void {
      if (waiting?.reason !== 'quota') waiting = undefined;
    },
    waits({ reason, ms }: { reason: Wait; ms: number }): void {
      waiting = { reason, until: clock.now() + ms };
    },
    async end(): Promise<void> {
      clearInterval(timer);
      await beat(true);
    },
  };
}
