import type { Clock, CreateInput } from '../../bigcommerce/index.ts';
import type { Queryable } from '../import-rows.ts';
import { isUnsettled, partitionsOf } from '../partitions.ts';
import { runGuarded } from './guarded.ts';
import type { Ownership } from './ownership.ts';

/** What was known of a row when it was sent; its age is told at the moment of asking, since a row may wait for long behind others. */
export type RecoveredRow = () => NonNullable<CreateInput['recovered']>;
export type Recovered = Map<number, RecoveredRow>;

export type ReadRecoveredOptions = { db: Queryable; importNo: number; ownership: Ownership; clock: Clock };

/**
 * Rows with an intent and no outcome: an earlier worker may have sent them. Intents before the first of these are passed over from then
 * on. The ages are differences on the database's clock, continued on this process's.
 * @throws {LostOwnership}
 */
export async function readRecovered({ db, importNo, ownership, clock }: ReadRecoveredOptions): Promise<Recovered> {
  const { intents } = partitionsOf(importNo);
  // Read first: an intent that is written from now on is never passed over.
  const { rows: ends } = await db.query(`select coalesce(max(intent_no) + 1, 0) as after from ${intents}`);
  const { rows } = await db.query(
    `select distinct on (row_no) row_no, kind, highest_id, intent_no, extract(epoch from clock_timestamp() - at) * 1000 as age_ms
      from (select unnest(row_nos) as row_no, kind, highest_id, intent_no, at from ${intents}
        where intent_no >= (select first_open_intent from rollcall.imports where no = $1)) intended
      where ${isUnsettled(importNo, 'intended.row_no')}
      order by row_no, intent_no desc`,
    [importNo],
  );
  const readAt = clock.now();
  const recovered: Recovered = new Map();
  let firstOpen: string | undefined;
  for (const { row_no, kind, highest_id, intent_no, age_ms } of rows) {
    if (firstOpen === undefined || BigInt(intent_no) < BigInt(firstOpen)) firstOpen = intent_no;
    recovered.set(row_no, () => ({
      kind,
      ageMs: Number(age_ms) + clock.now() - readAt,
      ...(highest_id !== null && { highestId: Number(highest_id) }),
    }));
  }
  await runGuarded(
    db,
    ownership,
    { ctes: `written as (update rollcall.imports set first_open_intent = $4 from mine where no = $3)` },
    [importNo, firstOpen ?? ends[0].after],
  );
  return recovered;
}
