import type { CreateInput } from '../../bigcommerce/index.ts';
import type { ImportOptions } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import type { RowProblem } from '../mapping/index.ts';
import { isFirstOfEmail, isUnsettled, partitionsOf } from '../partitions.ts';
import { withIds } from '../staging/missing-names.ts';
import type { StagedInput } from '../staging/staged-row.ts';
import type { Recovered, RecoveredRow } from './read-recovered.ts';

export type ReadInputsOptions = {
  db: Queryable;
  importNo: number;
  options: ImportOptions;
  /** Rows from here on are not sent. */
  limit: number;
  /** 0: the first row of each email; n: the n-th further row of each. */
  rank: number;
  /** Opens a password that is to be set. */
  unseal(sealed: Buffer): string;
  /** Ids of the groups and attributes that were made for this import, in the order in which its check met them. */
  made: { groups: number[]; attributes: number[] };
  /** Beyond this row none has an outcome that could send it. */
  settledBefore: number;
  /** Rows that an earlier worker may have sent. */
  recovered: Recovered;
};

const rowsPerQuery = 500;

/** The rows of one rank without an outcome, in file order, a few hundred in memory. */
export async function* readInputs(options: ReadInputsOptions): AsyncGenerator<CreateInput> {
  const { db, importNo, limit, rank, recovered } = options;
  const { rows, duplicates } = partitionsOf(importNo);
  const unsettled = isUnsettled(importNo, 'r.row_no');
  const firstWhere = (also: string): string =>
    `select r.row_no, r.input, r.problems, r.secret from ${rows} r
      where r.row_no > $1 and r.row_no < $2 and ${isFirstOfEmail(importNo)} ${also}
      order by r.row_no limit ${rowsPerQuery}`;
  const further = `select r.row_no, r.input, r.problems, r.secret
    from ${duplicates} d join ${rows} r on r.row_no = d.row_no
    where d.row_no > $1 and d.row_no < $2 and d.rank = $3 and ${unsettled}
    order by d.row_no limit ${rowsPerQuery}`;
  const read = (cursor: number): Promise<{ rows: Row[] }> => {
    if (rank > 0) return db.query(further, [cursor, limit, rank]);
    // Behind the last outcome of earlier runs nothing has to be asked row by row.
    const isFresh = cursor >= options.settledBefore;
    return db.query({
      name: `rows_${importNo}_${isFresh ? 'fresh' : 'left'}`,
      text: firstWhere(isFresh ? '' : `and ${unsettled}`),
      values: [cursor, limit],
    });
  };
  let next = read(-1);
  while (true) {
    const { rows: page } = await next;
    const isLast = page.length < rowsPerQuery;
    // The following rows are on their way while these are sent.
    if (!isLast) next = read(page.at(-1)!.row_no);
    next.catch(() => undefined);
    for (const row of page) yield inputOf(row, options, recovered.get(row.row_no));
    if (isLast) return;
  }
}

type Row = { row_no: number; input: string; problems: string | null; secret: Buffer | null };

function inputOf(
  { row_no, input, problems, secret }: Row,
  { options, unseal, made }: ReadInputsOptions,
  recovered?: RecoveredRow,
): CreateInput {
  const { customer, newsletter, clear } = JSON.parse(input) as StagedInput;
  if (secret) customer.authentication = { ...customer.authentication, new_password: unseal(secret) };
  customer.trigger_account_created_notification ??= options.welcome_mails ?? false;
  const found = problems === null ? [] : (JSON.parse(problems) as RowProblem[]);
  return {
    index: row_no,
    customer: withIds(customer, made),
    ifExists: options.if_exists,
    ifMissing: options.if_missing,
    ...(clear && { clear }),
    ...(newsletter && options.newsletter && { newsletter }),
    ...(found.length > 0 && {
      warnings: found.map(({ code, message, column }) => ({ code, message, ...(column !== undefined && { column }) })),
    }),
    ...(recovered && { recovered: recovered() }),
  };
}
