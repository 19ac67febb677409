import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { liveAtRest, type Queryable } from './import-rows.ts';
import { dropPartitions } from './partitions.ts';
import { importFolder } from './summary.ts';
import { dropUpload } from './uploads.ts';

export type PurgeOptions = {
  db: Queryable;
  home: string;
  /** Only imports that ended so many days ago. @default those whose own time has come, and checks that nobody started within that time */
  olderThanDays?: number;
  /** @default the database's clock */
  now?: Date;
};

/** Younger folders may belong to an import that is just being made. */
const youngMs = 3_600_000;

/**
 * Deletes the rows, outcomes and reports of imports whose time has come; their counts stay. One that is queued, running or paused is
 * never touched. Returns the ids.
 */
export async function purgeImports({ db, home, olderThanDays, now }: PurgeOptions): Promise<string[]> {
  // Claimed first: whoever starts or retries one of them at this moment finds it gone, not half gone. Samples and listed values are
  // personal data as well.
  const { rows } = await db.query(
    `update rollcall.imports set purged_at = now(), proposal = null, live = ${liveAtRest},
        check_result = (check_result - 'replaced') || '{"judged": [], "problems": []}',
        state = case when state in ('ready', 'checking') then 'cancelled' else state end,
        ended_at = coalesce(ended_at, now())
      where purged_at is null and (
        state in ('completed', 'cancelled')
          and ended_at <= coalesce($2, now()) - make_interval(days => coalesce($1, keep_days))
        or $1::integer is null and state in ('ready', 'checking')
          and created_at <= now() - make_interval(days => greatest(keep_days, 1)))
      returning no, id`,
    [olderThanDays ?? null, now ?? null],
  );
  for (const { no } of rows) await dropPartitions(db, no);
  await sweepFolders(db, home);
  return rows.map(({ id }) => id);
}

/**
 * Removes what this home still has of purged imports, whoever purged them, and uploads of imports that were started: a file may hold
 * passwords, and from then on nobody reads it.
 */
async function sweepFolders(db: Queryable, home: string): Promise<void> {
  const folders = await readdir(join(home, 'imports')).catch(() => []);
  if (folders.length === 0) return;
  const { rows } = await db.query('select id, state, purged_at from rollcall.imports where id = any($1)', [folders]);
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const id of folders) {
    const row = known.get(id);
    const folder = importFolder(home, id);
    if (row?.purged_at || (!row && (await isOld(folder)))) await rm(folder, { recursive: true, force: true });
    else if (row && row.state !== 'ready' && row.state !== 'checking') await dropUpload(home, id);
  }
}

async function isOld(folder: string): Promise<boolean> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > youngMs;
}
