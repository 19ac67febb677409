import { rm } from 'node:fs/promises';
import type { Queryable } from './import-rows.ts';
import { dropPartitions } from './partitions.ts';
import { importFolder } from './summary.ts';

export type PurgeOptions = {
  db: Queryable;
  home: string;
  /** Days since the end of an import. @default what each import itself says */
  olderThanDays?: number;
  /** @default the database's clock */
  now?: Date;
};

/**
 * Deletes the rows, outcomes and reports of imports whose time has come; their counts stay. One that was never ended counts from the day
 * on which it was made. Returns the ids.
 */
export async function purgeImports({ db, home, olderThanDays, now }: PurgeOptions): Promise<string[]> {
  const { rows } = await db.query(
    `select no, id from rollcall.imports
      where purged_at is null and state in ('ready', 'checking', 'paused', 'completed', 'cancelled')
        and coalesce(ended_at, case when $1::integer is null or state in ('ready', 'checking') then created_at end)
          <= coalesce($2, now()) - make_interval(days => coalesce($1, keep_days))
        and (ended_at is not null or state in ('ready', 'checking'))
      order by no`,
    [olderThanDays ?? null, now ?? null],
  );
  const purged: string[] = [];
  for (const { no, id } of rows) {
    await dropPartitions(db, no);
    await rm(importFolder(home, id), { recursive: true, force: true });
    // Samples and listed values are personal data as well.
    await db.query(
      `update rollcall.imports set purged_at = now(), proposal = null, live = null,
          check_result = check_result || '{"judged": [], "problems": []}',
          state = case when state in ('ready', 'checking') then 'cancelled' else state end,
          ended_at = coalesce(ended_at, now())
        where no = $1`,
      [no],
    );
    purged.push(id);
  }
  return purged;
}
