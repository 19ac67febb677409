import { isConnectionLost } from '../../database/index.ts';
import type { Queryable } from '../import-rows.ts';
import { LostOwnership, type Ownership } from './ownership.ts';

/** Holds while the store is the worker's own; the lock keeps a takeover out meanwhile. What it writes is taken `from mine`. */
const mine = 'mine as (select from rollcall.import_stores where store_key = $1 and epoch = $2 for share)';

/** Outcomes that were just written, counted into the import: the counts are always those of the rows. */
export const counted = `counted as (
    update rollcall.imports set
      created = imports.created + found.created, updated = imports.updated + found.updated, unchanged = imports.unchanged + found.unchanged,
      skipped = imports.skipped + found.skipped, rejected = imports.rejected + found.rejected, failed = imports.failed + found.failed,
      warnings = imports.warnings + found.warned
    from (select
        count(*) filter (where fate = 'created') as created, count(*) filter (where fate = 'updated') as updated,
        count(*) filter (where fate = 'unchanged') as unchanged, count(*) filter (where fate = 'skipped') as skipped,
        count(*) filter (where fate = 'rejected') as rejected, count(*) filter (where fate = 'failed') as failed,
        count(*) filter (where warnings is not null and fate in ('created', 'updated', 'unchanged')) as warned
      from written) found
    where no = $3)`;

/** Passwords of rows that were just written and need not be tried again. */
export const erased = (rows: string): string => `erased as (
    update ${rows} set secret = null
    where secret is not null and row_no in (select row_no from written where fate <> 'failed')),`;

/** A database that went away is waited for this long before the import stops. */
const patienceMs = 30_000;

export type GuardedStatement = {
  /** One with a name is planned once a connection: planning costs as much as writing twenty rows. */
  name?: string;
  /** The common table expressions that do the work; $1 and $2 are the store and the epoch, further values begin at $3. */
  ctes: string;
  /** Columns to answer. @default none */
  answers?: string;
};

/**
 * Runs a statement that takes effect only under the worker's epoch, and answers its one row. One whose connection broke is repeated: it
 * must be safe to run twice.
 * @throws {LostOwnership} when the store has another driver
 */
export async function runGuarded(
  db: Queryable,
  ownership: Ownership,
  { name, ctes, answers }: GuardedStatement,
  values: unknown[],
): Promise<Record<string, unknown>> {
  const text = `with ${mine}, ${ctes} select (select count(*) > 0 from mine) as mine${answers === undefined ? '' : `, ${answers}`}`;
  const givenUpAt = performance.now() + patienceMs;
  for (let pause = 100; ; pause = Math.min(2_000, pause * 2)) {
    const since = performance.now();
    try {
      const { rows } = await db.query({
        ...(name !== undefined && { name }),
        text,
        values: [ownership.storeKey, ownership.epoch, ...values],
      });
      if (!rows[0]?.mine) throw new LostOwnership(ownership.storeKey);
      ownership.confirmed(since);
      return rows[0];
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() > givenUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
