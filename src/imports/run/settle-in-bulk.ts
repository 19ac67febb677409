import type { Queryable } from '../import-rows.ts';
import { isUnsettled, partitionsOf } from '../partitions.ts';
import { counted, erased, runGuarded } from './guarded.ts';
import type { Ownership } from './ownership.ts';

export type BulkOptions = {
  db: Queryable;
  importNo: number;
  ownership: Ownership;
  /** Rows from here on get no fate. */
  limit: number;
  /** Some rows carry a password, which is erased with their fate. */
  hasSecrets: boolean;
};

/** Rows that the check rejected get that as their fate. */
export async function settleRejected({ db, importNo, ownership, limit }: BulkOptions): Promise<void> {
  const { rows, outcomes } = partitionsOf(importNo);
  await runGuarded(
    db,
    ownership,
    {
      ctes: `written as (
      insert into ${outcomes} (import_no, row_no, epoch, fate, error_code, error)
      select $3, r.row_no, $2, 'rejected', problem->>'code', problem::text
      from mine, ${rows} r,
        lateral (select problem from json_array_elements(r.problems::json) problem where (problem->>'rejects')::boolean limit 1) first
      where r.input is null and r.continues is null and r.row_no < $4
      on conflict do nothing
      returning row_no, fate, warnings), ${counted}`,
    },
    [importNo, limit],
  );
}

/** Rows whose email an earlier row has brought into the store are skipped; where that row came to nothing they take its place. */
export async function settleDuplicates({ db, importNo, ownership, limit, hasSecrets }: BulkOptions): Promise<void> {
  const { rows, duplicates, outcomes } = partitionsOf(importNo);
  await runGuarded(
    db,
    ownership,
    {
      ctes: `there as (
      select distinct on (member.first_row) member.first_row, o.row_no, o.customer_id
      from (select row_no, first_row from ${duplicates} union all select distinct first_row, first_row from ${duplicates}) member
      join ${outcomes} o on o.row_no = member.row_no and not o.superseded
      where o.fate in ('created', 'updated', 'unchanged', 'skipped') or o.error_code in ('customer_exists', 'partial')
      order by member.first_row, o.row_no),
    written as (
      insert into ${outcomes} (import_no, row_no, epoch, fate, customer_id, error_code, duplicate_of)
      select $3, d.row_no, $2, 'skipped', there.customer_id, 'duplicate_row', there.row_no
      from mine, ${duplicates} d join there using (first_row)
      where d.row_no > there.row_no and d.row_no < $4
      on conflict do nothing
      returning row_no, fate, warnings), ${hasSecrets ? erased(rows) : ''} ${counted}`,
    },
    [importNo, limit],
  );
}

/** Rows that only add an address to the customer of an earlier row share its failure; else they are skipped: it carried them. */
export async function settleContinuations({ db, importNo, ownership, limit }: BulkOptions): Promise<void> {
  const { rows, outcomes } = partitionsOf(importNo);
  await runGuarded(
    db,
    ownership,
    {
      ctes: `written as (
      insert into ${outcomes} (import_no, row_no, epoch, fate, customer_id, error_code, error, duplicate_of)
      select $3, r.row_no, $2,
        case when o.fate in ('rejected', 'failed') then o.fate else 'skipped' end, o.customer_id,
        case when o.fate in ('rejected', 'failed') then o.error_code else 'continuation_row' end,
        case when o.fate in ('rejected', 'failed') then o.error end, r.continues
      from mine, ${rows} r join ${outcomes} o on o.row_no = r.continues and not o.superseded
      where r.continues is not null and r.row_no < $4
      on conflict do nothing
      returning row_no, fate, warnings), ${counted}`,
    },
    [importNo, limit],
  );
}

/** The next rank of rows with one email that has rows without a fate; undefined when there is none. */
export async function nextRank({ db, importNo, limit }: BulkOptions): Promise<number | undefined> {
  const { duplicates } = partitionsOf(importNo);
  const { rows } = await db.query(
    `select min(d.rank) as rank from ${duplicates} d where d.row_no < $1 and ${isUnsettled(importNo, 'd.row_no')}`,
    [limit],
  );
  return rows[0].rank ?? undefined;
}

/** The last row with an outcome, -1 where there is none: an index tells at once. */
export async function lastSettled({ db, importNo }: BulkOptions): Promise<number> {
  const { outcomes } = partitionsOf(importNo);
  const { rows } = await db.query(`select max(row_no) as last from ${outcomes} where not superseded`);
  return rows[0].last ?? -1;
}
