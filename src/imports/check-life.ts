import { hostname } from 'node:os';
import type { ImportRecord, Reason } from './import.ts';
import type { Queryable } from './import-rows.ts';

/** A check whose process is silent for so long has died with it: six signs were missed. */
const silentSeconds = 60;

const interrupted: Reason = {
  code: 'interrupted',
  message:
    'The process that checked the file ended before the check did. Check the import again, or resume it; a file that was not uploaded has to be imported again.',
};

/**
 * Does what an import in the state `checking` waits for, and says meanwhile in the database that somebody does. Only the database's clock
 * tells how long ago a sign was.
 */
export async function whileSigning<T>(db: Queryable, no: number, work: () => Promise<T>, everyMs = 10_000): Promise<T> {
  // A process that slept is no longer dead: what others said of it is taken back.
  const sign = (): Promise<unknown> =>
    db.query(
      `update rollcall.imports set
          live = jsonb_build_object('worker', $2::text, 'at', (extract(epoch from clock_timestamp()) * 1000)::bigint),
          reason = case when reason->>'code' = $3 then null else reason end
        where no = $1 and state in ('checking', 'ready')`,
      [no, `${hostname()}:${process.pid}`, interrupted.code],
    );
  await sign();
  let signing: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // While the database is away nobody can take this for dead either.
    signing = signing.then(sign).catch(() => undefined);
  }, everyMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await signing;
    // What broke off without a reason keeps its last sign, so that it is known when to give up on it.
    await db
      .query(
        `update rollcall.imports set live = null
          where no = $1 and (state = 'ready' or state = 'checking' and reason is not null)`,
        [no],
      )
      .catch(() => undefined);
  }
}

/** Of these imports, those whose check died get that as their reason, also in the database: they would be `checking` for ever. */
export async function tellLostChecks(db: Queryable, records: ImportRecord[]): Promise<ImportRecord[]> {
  const doubtful = records.filter(({ state, reason }) => state === 'checking' && !reason);
  if (doubtful.length === 0) return records;
  const { rows } = await db.query(
    `update rollcall.imports set live = null, reason = $2
      where no = any($1) and state = 'checking' and reason is null
        and greatest(created_at, to_timestamp((live->>'at')::float8 / 1000)) < now() - make_interval(secs => $3)
      returning no`,
    [doubtful.map(({ no }) => no), interrupted, silentSeconds],
  );
  const lost = new Set(rows.map(({ no }) => no));
  return records.map((record) => {
    if (!lost.has(record.no)) return record;
    const { live: _, ...rest } = record;
    return { ...rest, reason: interrupted };
  });
}
