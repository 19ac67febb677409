import type pg from 'pg';
import { partitionsOf } from '../partitions.ts';
import type { Tally } from './tally.ts';

const rowsPerQuery = 2_000;

export type LeaveOutOptions = {
  pool: pg.Pool;
  importNo: number;
  tally: Tally;
  /** They are applied to customers who exist by then, not skipped. */
  areUpdates: boolean;
  signal?: AbortSignal;
};

/** Which rows have the email of an earlier one is known once all are staged: the tally loses then what they would have brought. */
export async function leaveOutRepeated(options: LeaveOutOptions): Promise<void> {
  const { duplicates } = partitionsOf(options.importNo);
  let last = -1;
  while (true) {
    const { rows } = await options.pool.query(
      `select row_no from ${duplicates} where row_no > $1 order by row_no limit ${rowsPerQuery}`,
      [last],
    );
    const page = rows.map(({ row_no }) => row_no as number);
    await leaveOutRows(options, page);
    if (page.length < rowsPerQuery) return;
    last = page.at(-1)!;
  }
}

/** Takes back what rows would have brought. */
export async function leaveOutRows(
  { pool, importNo, tally, areUpdates, signal }: LeaveOutOptions,
  rowNos: number[],
): Promise<void> {
  for (let at = 0; at < rowNos.length; at += rowsPerQuery) {
    signal?.throwIfAborted();
    const { rows } = await pool.query(
      `select input, problems, secret is not null as has_secret from ${partitionsOf(importNo).rows} where row_no = any($1)`,
      [rowNos.slice(at, at + rowsPerQuery)],
    );
    for (const { input, problems, has_secret } of rows)
      tally.leaveOut({
        input: JSON.parse(input),
        problems: JSON.parse(problems ?? '[]'),
        hasSecret: has_secret,
        isUpdate: areUpdates,
      });
  }
}
