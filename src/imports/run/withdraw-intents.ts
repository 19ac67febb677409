import type { Queryable } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import { runGuarded } from './guarded.ts';
import type { Ownership } from './ownership.ts';

export type WithdrawOptions = { db: Queryable; importNo: number; ownership: Ownership };

/**
 * Takes back this worker's intents to create of which no row was sent, as a run that is told to end leaves them: else the next worker
 * would look up rows that cannot be there.
 */
export async function withdrawIntents(
  { db, importNo, ownership }: WithdrawOptions,
  unsent: readonly number[],
): Promise<void> {
  if (unsent.length === 0) return;
  const { intents } = partitionsOf(importNo);
  await runGuarded(
    db,
    ownership,
    {
      ctes: `withdrawn as (
        delete from ${intents} using mine
        where epoch = $2 and kind = 'create' and row_nos <@ $4::integer[]
          and intent_no >= (select first_open_intent from rollcall.imports where no = $3))`,
    },
    [importNo, unsent],
  );
}
