import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import type { RowProblem } from './mapping/index.ts';
import { partitionsOf } from './partitions.ts';
import { whatToDo } from './what-to-do.ts';

export type ProblemQuery = {
  /** The row after which the page begins. @default the first one */
  after?: number;
  /** Rows of a page. @default 100 */
  limit?: number;
  /** Only problems of this code. */
  code?: string;
};

/** A problem of one row. `line` is the line of the file, `row` counts its records from 0. */
export type ListedProblem = RowProblem & { row: number; line: number; email?: string; first_line?: number };

export type ProblemPage = {
  problems: ListedProblem[];
  /** What to give as `after` for the next page; absent on the last one. */
  next?: number;
};

/** What a check found, in file order, page by page: as cheap in a file of millions as in a small one. */
export async function readProblems(
  db: Queryable,
  record: ImportRecord,
  { after = -1, limit = 100, code }: ProblemQuery = {},
): Promise<ProblemPage> {
  const { rows, duplicates } = partitionsOf(record.no);
  const merge = record.options.duplicates === 'merge';
  const own = `select r.row_no from ${rows} r where r.problems is not null and r.row_no > $1
    ${code === undefined ? '' : `and strpos(r.problems, $3) > 0 and exists (select from json_array_elements(r.problems::json) p where p->>'code' = $4)`}
    order by r.row_no limit $2`;
  const repeated = `select d.row_no from ${duplicates} d where d.row_no > $1 order by d.row_no limit $2`;
  const withRepeated = !merge && (code === undefined || code === 'duplicate_row');
  const withOwn = code !== 'duplicate_row';
  const sources = [...(withOwn ? [`(${own})`] : []), ...(withRepeated ? [`(${repeated})`] : [])];
  if (sources.length === 0) return { problems: [] };
  const found = await db.query(
    `select r.row_no, r.line, r.email, r.problems, first.line as first_line
      from (select row_no from (${sources.join(' union ')}) listed order by row_no limit $2) page
      join ${rows} r using (row_no)
      left join ${duplicates} d using (row_no)
      left join ${rows} first on first.row_no = d.first_row
      order by r.row_no`,
    // Where a code is rare, nearly all rows are passed by for a look at their text, which is far cheaper than reading it as JSON.
    withOwn && code !== undefined ? [after, limit, `"code":${JSON.stringify(code)}`, code] : [after, limit],
  );
  const problems: ListedProblem[] = [];
  for (const { row_no, line, email, problems: text, first_line } of found.rows) {
    const place = { row: row_no, line, ...(email !== null && { email }) };
    for (const problem of JSON.parse(text ?? '[]') as RowProblem[])
      if (code === undefined || problem.code === code) problems.push({ ...place, ...problem });
    if (first_line !== null && withRepeated)
      problems.push({
        ...place,
        code: 'duplicate_row',
        message: `The email is that of line ${first_line}, and this row is skipped.`,
        what_to_do: whatToDo('duplicate_row'),
        rejects: false,
        first_line,
      });
  }
  const last = found.rows.at(-1)?.row_no;
  return { problems, ...(found.rows.length === limit && { next: last }) };
}
