import { type ImportRecord, pendingOf, type RowFate, rowFates } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { isUnsettled, partitionsOf } from '../partitions.ts';
import { createExplainer, type Explanation } from './explain-row.ts';
import { type ResultRow, selectResults } from './read-report-rows.ts';

export type SettledRowQuery = {
  /** @default rows of every fate */
  fate?: RowFate;
  /** The row after which the page begins. @default the first one */
  after?: number;
  /** How many rows of this fate are passed over, to begin anywhere in the list; not together with `after`. @default 0 */
  offset?: number;
  /** Rows of a page. @default 100 */
  limit?: number;
};

/** What a merchant is told of something that went wrong, in the words of the file. */
export type RowMessage = {
  code: string;
  /** Header of the file. */
  column?: string;
  message: string;
  what_to_do: string;
};

/** A row with what became of it. `line` is the line of the file, `row` counts its records from 0. */
export type SettledRow = {
  row: number;
  line: number;
  email?: string;
  fate: RowFate;
  customer_id?: number;
  /** Why it is rejected, failed or skipped. */
  error?: RowMessage;
  /** What it got in without; most rows have none. */
  warnings: RowMessage[];
};

export type SettledRowPage = {
  /** In the order of the file. */
  rows: SettledRow[];
  /** Rows of this fate over all pages. */
  total: number;
  /** What to give as `after` for the next page; absent on the last one. */
  next?: number;
};

/** What became of rows, page by page, while the import runs and after it. */
export async function readSettledRows(
  db: Queryable,
  record: ImportRecord,
  { fate, after = -1, offset = 0, limit = 100 }: SettledRowQuery = {},
): Promise<SettledRowPage> {
  const { rows, outcomes } = partitionsOf(record.no);
  // A limit that the planner knows keeps it from joining whole tables for a page.
  const most = `order by row_no limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`;
  let page = `select row_no from ${rows} where row_no > $1 ${most}`;
  if (fate === 'pending')
    page = `select row_no from ${rows} r where row_no > $1 and ${isUnsettled(record.no, 'r.row_no')} ${most}`;
  // As text in the statement, the fate finds the index of what went wrong.
  else if (fate && rowFates.includes(fate))
    page = `select row_no from ${outcomes} where not superseded and fate = '${fate}' and row_no > $1 ${most}`;
  const chosen = `(${page}) page join ${rows} r using (row_no)`;
  const found = await db.query<ResultRow>(`${selectResults(record, chosen)} order by r.row_no`, [after]);
  const explainer = createExplainer(record);
  return {
    rows: found.rows.map((row): SettledRow => {
      const error = explainer.failure(row);
      return {
        row: row.row_no,
        line: row.line,
        ...(row.email !== null && { email: row.email }),
        fate: (row.fate ?? 'pending') as RowFate,
        ...(row.customer_id !== null && { customer_id: Number(row.customer_id) }),
        ...(error && { error: messageOf(error) }),
        warnings: explainer.warnings(row).map(messageOf),
      };
    }),
    total: fate === undefined ? record.rows : fate === 'pending' ? pendingOf(record) : record.counts[fate],
    ...(found.rows.length === limit && { next: found.rows.at(-1)!.row_no }),
  };
}

function messageOf({ code, column, message, whatToDo }: Explanation): RowMessage {
  return { code, ...(column !== '' && { column }), message, what_to_do: whatToDo };
}
