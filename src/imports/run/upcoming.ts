import type { CreateOptions } from '../../bigcommerce/index.ts';
import type { ImportOptions } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { isFirstOfEmail, isUnsettled, partitionsOf } from '../partitions.ts';

/**
 * So many rows at most may be compared with a walk of the whole store: their emails are in memory meanwhile, and with them the customers
 * who exist, whole ones where they are to be updated.
 */
const mostForWalk = { skip: 300_000, fail: 300_000, update: 30_000 };
const emailsPerQuery = 10_000;

export type UpcomingOptions = {
  db: Queryable;
  importNo: number;
  options: Pick<ImportOptions, 'if_exists'>;
  /** Rows without an outcome, each email once. */
  count: number;
  /** Rows from here on are not sent. */
  limit: number;
};

/** What is still to come, so that a store where many exist already is walked once where that takes fewer calls than asking for each. */
export function upcomingOf({ db, importNo, options, count, limit }: UpcomingOptions): Pick<CreateOptions, 'upcoming'> {
  if (count > mostForWalk[options.if_exists]) return {};
  return { upcoming: { count, emails: () => readEmails({ db, importNo, limit }) } };
}

/** Rows without an outcome, each email once. */
export async function countUnsettled({
  db,
  importNo,
  limit,
}: Pick<UpcomingOptions, 'db' | 'importNo' | 'limit'>): Promise<number> {
  const { rows } = await db.query(`select count(*)::integer as count ${unsettledHeads(importNo)} and r.row_no < $1`, [
    limit,
  ]);
  return rows[0].count;
}

async function* readEmails({
  db,
  importNo,
  limit,
}: Pick<UpcomingOptions, 'db' | 'importNo' | 'limit'>): AsyncGenerator<string> {
  for (let cursor = -1; ; ) {
    const { rows } = await db.query(
      `select r.row_no, r.email ${unsettledHeads(importNo)} and r.row_no < $1 and r.row_no > $2
        order by r.row_no limit ${emailsPerQuery}`,
      [limit, cursor],
    );
    for (const { email } of rows) yield email;
    if (rows.length < emailsPerQuery) return;
    cursor = rows.at(-1).row_no;
  }
}

function unsettledHeads(importNo: number): string {
  const { rows } = partitionsOf(importNo);
  return `from ${rows} r where ${isFirstOfEmail(importNo)} and ${isUnsettled(importNo, 'r.row_no')}`;
}
