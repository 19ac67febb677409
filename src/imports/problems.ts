import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import type { RowProblem } from './mapping/index.ts';
import { partitionsOf } from './partitions.ts';
import { isFault } from './sources/faults.ts';
import { whatToDo } from './what-to-do.ts';

export type ProblemQuery = {
  /** The row after which the page begins. @default the first one */
  after?: number;
  /** How many rows with problems are passed over, to begin anywhere in the list; not together with `after`. @default 0 */
  offset?: number;
  /** Rows of a page. @default 100 */
  limit?: number;
  /** Only problems of this code. */
  code?: string;
  /** With `code`: only those of this column; an empty text stands for those of no single column. */
  column?: string;
  /** Only rows whose email holds this text, or whose line is this number. */
  q?: string;
};

/** A problem of one row. `line` is the line of the file, `row` counts its records from 0. */
export type ListedProblem = RowProblem & {
  row: number;
  line: number;
  email?: string;
  /** Line of the earlier row with this email. */
  first_line?: number;
  /** Whether the row is left out of the store, be it for another problem; else it gets in without something. */
  row_rejected: boolean;
  /** Whether its cells can be corrected in place: not where it only adds to an earlier row, or nobody can tell its cells apart. */
  fixable: boolean;
  /** The correction that stands for this cell. */
  fix?: string;
};

export type ProblemPage = {
  /** Row by row in the order of the file; those of one row stand together. */
  problems: ListedProblem[];
  /** Rows that have such problems, over all pages; only on the first page. */
  total?: number;
  /** What to give as `after` for the next page; absent on the last one. */
  next?: number;
};

/** What a check found, in file order, page by page: as cheap in a file of millions as in a small one. */
export async function readProblems(
  db: Queryable,
  record: ImportRecord,
  { after = -1, offset = 0, limit = 100, code, column, q }: ProblemQuery = {},
): Promise<ProblemPage> {
  const values: unknown[] = [];
  const filter: Filter = {
    ...(code !== undefined && { code }),
    ...(code !== undefined && column !== undefined && { column }),
    ...(q !== undefined && { q }),
  };
  const listed = listedRows(record, values, { ...filter, after });
  if (listed.length === 0) return { problems: [], ...(after < 0 && offset === 0 && { total: 0 }) };
  const { rows, duplicates, fixes } = partitionsOf(record.no);
  const most = `limit $${values.push(limit + offset + 1)}`;
  // Each of the two is in the order of the rows by its index, and no more of it is read than the page needs.
  const page = listed.map((select) => `(${select} order by row_no ${most})`).join(' union ');
  const found = await db.query(
    `select r.row_no, r.line, r.email, r.problems, first.line as first_line, r.continues is not null as is_continuation,
        r.input is null and (r.continues is null or exists (select from ${rows} h where h.row_no = r.continues and h.input is null))
          as is_rejected,
        (select json_object_agg(f.column_name, f.value) from ${fixes} f where f.row_no = r.row_no) as fixes
      from (select row_no from (${page}) listed order by row_no offset $${values.push(offset)} limit $${values.push(limit + 1)}) page
      join ${rows} r using (row_no)
      left join ${duplicates} d using (row_no)
      left join ${rows} first on first.row_no = d.first_row
      order by r.row_no`,
    values,
  );
  // One more than the page has tells whether another page follows.
  const paged = found.rows.slice(0, limit);
  const isLast = paged.length === found.rows.length;
  const problems: ListedProblem[] = [];
  for (const row of paged) {
    const { row_no, line, email, problems: text, first_line, is_continuation, is_rejected, fixes: corrected } = row;
    const own = JSON.parse(text ?? '[]') as RowProblem[];
    const place = {
      row: row_no,
      line,
      ...(email !== null && { email }),
      row_rejected: is_rejected,
      fixable: !is_continuation && !own.some((problem) => isFault(problem.code)),
    };
    for (const problem of own) {
      if (!isOf(problem, filter)) continue;
      const fix = problem.column === undefined ? undefined : corrected?.[problem.column];
      problems.push({ ...place, ...problem, ...(fix !== undefined && { fix }) });
    }
    if (first_line !== null && listsDuplicates(record, filter))
      problems.push({ ...place, ...duplicateProblem(first_line) });
  }
  return {
    problems,
    ...(after < 0 &&
      offset === 0 && {
        total: isLast ? paged.length : await countRows(db, record, filter),
      }),
    ...(!isLast && { next: paged.at(-1)!.row_no }),
  };
}

/** Of a row whose email an earlier one has. */
export function duplicateProblem(firstLine: number): RowProblem & { first_line: number } {
  return {
    code: 'duplicate_row',
    message: `The email is that of line ${firstLine}, and this row is skipped.`,
    what_to_do: whatToDo('duplicate_row'),
    rejects: false,
    first_line: firstLine,
  };
}

type Filter = Pick<ProblemQuery, 'after' | 'code' | 'column' | 'q'>;

function isOf(problem: { code: string; column?: string }, { code, column }: Filter): boolean {
  return (code === undefined || problem.code === code) && (column === undefined || (problem.column ?? '') === column);
}

/** Rows with a problem of the filter, one list a statement; `values` takes what they need. */
function listedRows(record: ImportRecord, values: unknown[], { after, q, ...kind }: Filter): string[] {
  const { rows, duplicates } = partitionsOf(record.no);
  const conditions: string[] = [];
  if (after !== undefined && after >= 0) conditions.push(`r.row_no > $${values.push(after)}`);
  if (q !== undefined) {
    const text = `strpos(lower(r.email), lower($${values.push(q)})) > 0`;
    const line = /^\d{1,9}$/.test(q) ? ` or r.line = $${values.push(Number(q))}` : '';
    conditions.push(`(${text}${line})`);
  }
  const lists: string[] = [];
  if (listsDuplicates(record, kind)) {
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    lists.push(
      q === undefined
        ? `select row_no from ${duplicates} r ${where}`
        : // A look into the index for each is far less than all rows.
          `select d.row_no from ${duplicates} d where (select 1 from ${rows} r ${where} and r.row_no = d.row_no) is not null`,
    );
  }
  if (kind.code !== 'duplicate_row') {
    // As text, which is far cheaper than as JSON, and as good: within a text a quote would have a backslash before it.
    if (kind.code !== undefined) conditions.push(`strpos(r.problems, $${values.push(beginningOf(kind))}) > 0`);
    lists.push(`select r.row_no from ${rows} r where ${['r.problems is not null', ...conditions].join(' and ')}`);
  }
  return lists;
}

async function countRows(db: Queryable, record: ImportRecord, filter: Filter): Promise<number> {
  const groups = record.check?.problems.filter((group) => isOf(group, filter)) ?? [];
  // A row may be in several groups of one code, but only once in each.
  if (filter.code !== undefined && groups.length === 1 && filter.q === undefined) return groups[0]!.count;
  const values: unknown[] = [];
  const lists = listedRows(record, values, filter);
  const { rows } = await db.query(`select count(*) as count from (${lists.join(' union ')}) listed`, values);
  return Number(rows[0].count);
}

function listsDuplicates({ options }: ImportRecord, filter: Filter): boolean {
  return options.duplicates !== 'merge' && isOf({ code: 'duplicate_row' }, filter);
}

/** A problem as it is kept: what it is found by comes first. */
export function inOrder({ code, column, message, ...rest }: RowProblem): RowProblem {
  return { code, ...(column !== undefined && { column }), message, ...rest };
}

/** How the JSON of such problems begins. */
export function beginningOf({ code, column }: Pick<Filter, 'code' | 'column'>): string {
  const begun = `"code":${JSON.stringify(code)},`;
  if (column === undefined) return begun;
  return `${begun}${column === '' ? '"message"' : `"column":${JSON.stringify(column)}`}`;
}
