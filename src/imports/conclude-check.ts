import type pg from 'pg';
import type { Store } from '../bigcommerce/index.ts';
import { addressesAlone } from './addresses-alone.ts';
import { countExisting } from './count-existing.ts';
import { estimate } from './estimate.ts';
import type { CheckResult, ImportOptions, ImportRecord, ProblemGroup } from './import.ts';
import type { Proposal } from './mapping/index.ts';
import { partitionsOf } from './partitions.ts';
import { reportColumnNames } from './report/report-columns.ts';
import { leaveOutRepeated, leaveOutRows } from './staging/leave-out-rows.ts';
import type { MissingNames } from './staging/missing-names.ts';
import type { Tally } from './staging/tally.ts';
import { whatToDo } from './what-to-do.ts';

export type ConcludeOptions = {
  pool: pg.Pool;
  record: ImportRecord;
  store: Store;
  options: ImportOptions;
  signal?: AbortSignal;
};

/** What a check found, once all rows are staged; with check_existing the store is asked as well. */
export async function concludeCheck(
  { pool, record, store, options, signal }: ConcludeOptions,
  tally: Tally,
  proposal: Proposal,
  judged: CheckResult['judged'],
  missing?: MissingNames,
): Promise<CheckResult> {
  const { rows, duplicates: table } = partitionsOf(record.no);
  const duplicates = Number((await pool.query(`select count(*) as count from ${table}`)).rows[0].count);
  const merge = options.duplicates === 'merge';
  const heads = tally.valid - duplicates;
  const leaving = { pool, importNo: record.no, tally, ...(signal && { signal }) };
  if (duplicates > 0) await leaveOutRepeated({ ...leaving, areUpdates: merge });
  const existing = options.check_existing
    ? await countExisting({ db: pool, record: { ...record, options }, store, heads, ...(signal && { signal }) })
    : undefined;
  if (existing) {
    await leaveOutRows({ ...leaving, areUpdates: false }, existing.leftOut);
    await leaveOutRows({ ...leaving, areUpdates: true }, existing.updates);
  }
  const problems = tally.problems();
  if (duplicates > 0 && !merge) problems.push(await duplicateGroup(pool, rows, table, duplicates));
  const newsletter = tally.subscribed + tally.unsubscribed;
  const newsletterColumns = proposal.columns
    .filter(({ target }) => target === 'newsletter')
    .map(({ column }) => column);
  if (newsletter > 0 && !options.newsletter) problems.push(notCarried(tally, newsletterColumns[0]));
  if (missing) problems.push(...willBeMade(missing));
  const alone = addressesAlone(proposal, options, tally.rows);
  if (alone) problems.push(alone);
  const would = wouldBe(tally, duplicates, options, heads, existing);
  const { quota, windowMs } = store.gate.state();
  const known = existing?.count ?? 0;
  return {
    rows: tally.rows,
    would,
    problems: problems.sort((a, b) => Number(b.rejects) - Number(a.rejects) || b.count - a.count),
    ...estimate({
      creates: options.if_missing === 'skip' ? 0 : heads - known,
      updates: would.updated,
      lookups:
        options.if_missing === 'skip' || options.if_exists === 'update'
          ? heads - (existing ? heads - known : 0)
          : known,
      manyAttributes: tally.manyAttributes,
      newsletter: options.newsletter ? newsletter : 0,
      made: { groups: missing?.groups.length ?? 0, attributes: missing?.attributes.length ?? 0 },
      options,
      ...(quota !== undefined && { quota: { requests: quota, windowMs: windowMs ?? 30_000 } }),
    }),
    store_credit_total: options.if_missing === 'skip' ? 0 : tally.storeCredit,
    newsletter: { subscribed: tally.subscribed, unsubscribed: tally.unsubscribed, carried: options.newsletter },
    duplicates,
    ...(tally.secrets > 0 && { secrets: true as const }),
    ...(missing && (missing.groups.length > 0 || missing.attributes.length > 0) && { missing }),
    ...(existing && { existing: { count: existing.count, calls: existing.calls, how: existing.how } }),
    unmapped: [
      ...proposal.columns
        .filter(({ target, column }) => target === null && !reportColumnNames.has(column))
        .map(({ column }) => column),
      ...(newsletter > 0 && !options.newsletter ? newsletterColumns : []),
    ],
    judged,
  };
}

function willBeMade({ groups, attributes }: MissingNames): ProblemGroup[] {
  return (
    [
      ['group_missing', 'customer groups', groups],
      ['attribute_missing', 'customer attributes', attributes],
    ] as const
  )
    .filter(([, , names]) => names.length > 0)
    .map(([code, what, names]) => ({
      code,
      count: names.length,
      what_to_do: whatToDo(code),
      lines: [],
      message: `The store does not have these ${what}; they are made when the import starts${code === 'group_missing' ? ', without discounts' : ''}: ${names.slice(0, 50).join(', ')}${names.length > 50 ? ' ...' : ''}.`,
      rejects: false,
    }));
}

type Existing = Awaited<ReturnType<typeof countExisting>>;

/** What the rows would come to; the sum is the number of rows. Without asking the store nobody is taken to exist. */
function wouldBe(
  tally: Tally,
  duplicates: number,
  options: ImportOptions,
  heads: number,
  existing?: Existing,
): CheckResult['would'] {
  const merged = options.duplicates === 'merge' ? duplicates : 0;
  const would = {
    created: 0,
    updated: merged,
    unchanged: 0,
    skipped: tally.continuations + duplicates - merged,
    rejected: tally.rejected,
  };
  if (existing) {
    for (const name of ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const)
      would[name] += existing.fates[name];
  } else if (options.if_missing === 'skip') would.updated += heads;
  else would.created += heads;
  return would;
}

async function duplicateGroup(pool: pg.Pool, rows: string, duplicates: string, count: number): Promise<ProblemGroup> {
  const { rows: pairs } = await pool.query(
    `select later.line, first.line as first_line from ${duplicates} d
      join ${rows} later on later.row_no = d.row_no join ${rows} first on first.row_no = d.first_row
      order by d.row_no limit 100`,
  );
  return {
    code: 'duplicate_row',
    count,
    what_to_do: whatToDo('duplicate_row'),
    lines: pairs.map(({ line }) => line),
    first_lines: pairs.map(({ first_line }) => first_line),
    message: 'The email is that of an earlier row, and this row is skipped.',
    rejects: false,
  };
}

function notCarried({ subscribed, unsubscribed }: Tally, column: string | undefined): ProblemGroup {
  const said = [
    ...(subscribed > 0
      ? [`${subscribed.toLocaleString('en')} ${subscribed === 1 ? 'person says' : 'people say'} yes`]
      : []),
    ...(unsubscribed > 0
      ? [`${unsubscribed.toLocaleString('en')} ${unsubscribed === 1 ? 'has' : 'have'} unsubscribed`]
      : []),
  ];
  return {
    code: 'newsletter_not_carried',
    count: subscribed + unsubscribed,
    what_to_do: whatToDo('newsletter_not_carried'),
    lines: [],
    message: `Newsletter consent is not carried: in the file ${said.join(', and ')}.`,
    rejects: false,
    ...(column !== undefined && { column }),
  };
}
