import type pg from 'pg';
import { partitionsOf } from '../partitions.ts';
import type { Tally } from './tally.ts';

const rowsPerQuery = 2_000;

export type LeaveOutOptions = {
  pool: pg.Pool;
  importNo: number;
  tally: Tally;
  /** Rows of one email are applied one after the other, not skipped. */
  merge: boolean;
  signal?: AbortSignal;
};

/** Which rows have the email of an earlier one is known once all are staged: the tally loses then what they would have brought. */
export async function leaveOutRepeated({ pool, importNo, tally, merge, signal }: LeaveOutOptions): Promise<void> {
  const { rows, duplicates } = partitionsOf(importNo);
  let last = -1;
  while (true) {
    signal?.throwIfAborted();
    const { rows: page } = await pool.query(
      `select row_no, r.input, r.problems, r.secret is not null as has_secret from ${duplicates} d join ${rows} r using (row_no)
        where row_no > $1 order by row_no limit ${rowsPerQuery}`,
      [last],
    );
    for (const { input, problems, has_secret } of page)
      tally.leaveOut({
        input: JSON.parse(input),
        problems: JSON.parse(problems ?? '[]'),
        hasSecret: has_secret,
        isMerged: merge,
      });
    if (page.length < rowsPerQuery) return;
    last = page.at(-1)!.row_no;
  }
}
