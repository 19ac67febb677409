import type pg from 'pg';
import type { Store } from '../../bigcommerce/index.ts';
import { openDirectory } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import { mayMake, tellsCompanies } from '../judge-proposal.ts';
import { createFileMapper, mayBeSecret, type RowProblem } from '../mapping/index.ts';
import { partitionsOf } from '../partitions.ts';
import { duplicateProblem } from '../problems.ts';
import { readRecord, type SourceRecord } from '../sources/index.ts';
import { withMissing } from '../staging/missing-names.ts';
import { keyOf, type StagedRow, stageRow } from '../staging/staged-row.ts';
import { cellsOf } from './cells-of.ts';
import type { StoredRow } from './keep-fixes.ts';
import { isSameReplacement, readReplacements } from './read-replacements.ts';
import { replaceCells } from './replace-cells.ts';
import type { FixedRow } from './types.ts';

export type JudgeOptions = { pool: pg.Pool; record: ImportRecord; store: Store; rowNos: readonly number[] };

type Judged = { row: StoredRow; cells: Record<string, string>; staged: StagedRow };

/** Rows that continue one customer, at most. */
const mostFollowers = 1_000;

/**
 * Maps and checks a few staged rows as the next check will, with the mapping and the options of the last one. What other rows have to do with
 * them is seen as far as the last check tells.
 * @throws {RollcallError} what stops the store, where it has to be asked for a group or an attribute
 */
export async function judgeRows({ pool, record, store, rowNos }: JudgeOptions): Promise<FixedRow[]> {
  const { options, check, proposal, source } = record;
  if (!proposal || !source || rowNos.length === 0) return [];
  const mapper = createFileMapper(source, { proposal, ifMissing: options.if_missing });
  const directory = openDirectory(store, {});
  const { groups = [], attributes = [] } = check?.missing ?? {};
  const checking = {
    directory: mayMake(options, proposal)
      ? withMissing(directory, { groups: [...groups], attributes: [...attributes] })
      : directory,
    makesMissing: mayMake(options, proposal),
    options,
    addressCompany: tellsCompanies(proposal) ? ('none' as const) : ('customer' as const),
    columnOf: mapper.columnOf,
  };
  // The staged records are as the last check read them: only what came since is laid over them.
  const recent = (await readReplacements(pool, record.no)).filter(
    (own) => !check?.replaced?.some((other) => isSameReplacement(own, other)),
  );
  const { replace } = replaceCells(recent, source);
  const corrected = await correctedColumns(pool, record.no, recent.length > 0 ? rowNos : []);
  const judged: Judged[] = [];
  for (const family of await readFamilies(pool, record.no, rowNos)) {
    const records: SourceRecord[] = [];
    for (const { row_no, line, raw } of family)
      records.push(
        replace(
          await readRecord({ index: row_no, line, raw: raw.toString('utf8') }, source),
          corrected.get(row_no)?.map(({ column_name }) => column_name),
        ),
      );
    const [mapped] = [...records.flatMap((read) => mapper.push(read)), ...mapper.flush()];
    const cells = cellsOf(records[0]!, source) ?? {};
    judged.push({ row: family[0]!, cells, staged: await stageRow(mapped!, checking) });
  }
  const firstLines =
    options.duplicates === 'merge' ? new Map<number, number>() : await findEarlier(pool, record.no, judged);
  return judged.map(({ row, cells, staged }): FixedRow => {
    const problems: FixedRow['problems'] = [...staged.problems, ...unseen(row, cells, record)];
    const firstLine = firstLines.get(row.row_no);
    if (firstLine !== undefined) problems.push(duplicateProblem(firstLine));
    return {
      row: row.row_no,
      line: row.line,
      ...(staged.row.email !== undefined && { email: staged.row.email }),
      rejected: problems.some(({ rejects }) => rejects),
      problems,
    };
  });
}

async function correctedColumns(pool: pg.Pool, no: number, rowNos: readonly number[]) {
  const { rows } = await pool.query<{ row_no: number; column_name: string }>(
    `select row_no, column_name from ${partitionsOf(no).fixes} where row_no = any($1)`,
    [rowNos],
  );
  return Map.groupBy(rows, ({ row_no }) => row_no);
}

/** Each row with those that only add addresses to its customer, in file order. */
async function readFamilies(pool: pg.Pool, no: number, rowNos: readonly number[]): Promise<StoredRow[][]> {
  const { rows } = partitionsOf(no);
  const columns = 'row_no, line, raw, continues, problems';
  const heads = await pool.query<StoredRow & { is_continued: boolean }>(
    `select ${columns}, exists (select from ${rows} n where n.row_no = h.row_no + 1 and n.continues = h.row_no) as is_continued
      from ${rows} h where row_no = any($1) order by row_no`,
    [rowNos],
  );
  const continued = heads.rows.filter((row) => row.is_continued).map(({ row_no }) => row_no);
  const followers = await pool.query<StoredRow>(
    `select f.* from unnest($1::integer[]) h,
        lateral (select ${columns} from ${rows} f where f.row_no > h and f.row_no <= h + ${mostFollowers} and f.continues = h) f
      order by f.row_no`,
    [continued],
  );
  const byHead = Map.groupBy(followers.rows, ({ continues }) => continues);
  return heads.rows.map((head) => [head, ...(byHead.get(head.row_no) ?? [])]);
}

/** Row -> line of the first row before it that has its email. */
async function findEarlier(pool: pg.Pool, no: number, judged: readonly Judged[]): Promise<Map<number, number>> {
  const keys = judged.flatMap(({ row: { row_no, line }, staged: { input } }) =>
    input ? [{ row_no, line, key: keyOf(input.customer) ?? input.customer.email }] : [],
  );
  const found = new Map<string, { row_no: number; line: number }>();
  if (keys.length > 0) {
    const { rows } = await pool.query(
      `select distinct on (key) coalesce(key, email) as key, row_no, line from ${partitionsOf(no).rows}
        where input is not null and coalesce(key, email) = any($1) and row_no <> all($2)
        order by key, row_no`,
      [keys.map(({ key }) => key), judged.map(({ row }) => row.row_no)],
    );
    for (const { key, row_no, line } of rows) found.set(key, { row_no, line });
  }
  const earlier = new Map<number, number>();
  for (const { row_no, line, key } of keys) {
    const first = found.get(key);
    if (first && first.row_no < row_no) earlier.set(row_no, first.line);
    if (!first || first.row_no > row_no) found.set(key, { row_no, line });
  }
  return earlier;
}

/** Of secrets nothing is kept that could be judged again: what the check said of them still holds, unless the cell has something else now. */
function unseen({ problems }: StoredRow, cells: Record<string, string>, { proposal }: ImportRecord): RowProblem[] {
  return (JSON.parse(problems ?? '[]') as RowProblem[]).filter(
    (problem) =>
      problem.column !== undefined &&
      (mayBeSecret.column(problem.column, proposal!) || (mayBeSecret.problem(problem) && !cells[problem.column])),
  );
}
