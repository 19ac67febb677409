import { RollcallError } from '../nodes/index.ts';
import { comparedText, unknownColumn, valueReader } from './fixes/index.ts';
import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import { mayBeSecret, type RowProblem, templateById } from './mapping/index.ts';
import { partitionsOf } from './partitions.ts';
import { beginningOf } from './problems.ts';
import { type SourceInfo, splitRawCells, unwrapFormula } from './sources/index.ts';

export type ProblemValuesQuery = {
  code: string;
  /** Header of the file that the problems are about. */
  column: string;
  /** Values that are listed at most. @default 50 */
  limit?: number;
};

export type ProblemValue = {
  /** The cell as the last check read it, without blanks around it: what a replacement takes as `from`. */
  value: string;
  /** Rows that have the problem with this value. */
  count: number;
};

/** The values of one group of problems. */
export type ProblemValues = {
  /** Most frequent first. */
  values: ProblemValue[];
  /** Distinct values, those that are not listed included. */
  total: number;
};

type PageRow = { row_no: number; raw: Buffer; problems: string };

/** Rows that are read at once. */
const pageSize = 5_000;

/**
 * The distinct cell values of one group of problems with the rows that have them. They are taken from the staged records, since a problem
 * keeps only the beginning of its value: 0.3 s for 100,000 rows.
 * @throws {RollcallError} invalid_params, for a column that the file has not or whose values are not kept
 */
export async function readProblemValues(
  db: Queryable,
  record: ImportRecord,
  { code, column, limit = 50 }: ProblemValuesQuery,
): Promise<ProblemValues> {
  const { proposal, source, no } = record;
  if (!record.check || !source || !proposal) return { values: [], total: 0 };
  refuseColumn(column, record);
  const { rows } = partitionsOf(no);
  const textOf = textReader(column, source);
  const mayContinue = templateById(proposal.mapping.template ?? proposal.template?.id)?.continuation !== undefined;
  const counts = new Map<string, number>();
  let after = -1;
  for (;;) {
    const page = await db.query<PageRow>(
      `select row_no, raw, ${mayContinue ? 'problems' : 'null as problems'} from ${rows}
        where problems is not null and row_no > $1 and strpos(problems, $2) > 0 order by row_no limit ${pageSize}`,
      [after, beginningOf({ code, column })],
    );
    const followers = mayContinue ? await readFollowers(page.rows.map(({ row_no }) => row_no)) : undefined;
    for (const { row_no, raw, problems } of page.rows) {
      const own = [{ raw }, ...(followers?.get(row_no) ?? [])].map((row) => textOf(row.raw.toString('utf8')));
      const text = own.length > 1 ? (meant(own, problems) ?? own[0]) : own[0];
      // Of a list or an object there is no value to replace.
      if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    if (page.rows.length < pageSize) break;
    after = page.rows.at(-1)!.row_no;
  }
  const values = [...counts].map(([value, count]) => ({ value, count }));
  values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { values: values.slice(0, limit), total: values.length };

  /** The rows that only add an address to these: the cell may be theirs. */
  async function readFollowers(rowNos: number[]): Promise<Map<number, { raw: Buffer }[]>> {
    const found = await db.query<{ raw: Buffer; continues: number }>(
      `select f.raw, f.continues from unnest($1::integer[]) h,
          lateral (select raw, continues, row_no from ${rows} f where f.row_no > h and f.row_no <= h + 1000 and f.continues = h) f
        order by f.row_no`,
      [rowNos],
    );
    return Map.groupBy(found.rows, ({ continues }) => continues);
  }

  /** Of a customer's rows, the text that the problem quotes. */
  function meant(texts: (string | undefined)[], problems: string): string | undefined {
    const own = (JSON.parse(problems) as RowProblem[]).filter(
      (problem) => problem.code === code && problem.column === column,
    );
    return texts.find(
      (text) =>
        text !== undefined &&
        text !== '' &&
        own.some(({ message, value }) => value === text || message.includes(`"${text}"`)),
    );
  }
}

function refuseColumn(column: string, { file, proposal, source }: ImportRecord): void {
  const unknown = source!.header && unknownColumn(column, source!.header, file);
  if (unknown !== undefined) throw new RollcallError('invalid_params', unknown, { param: 'column' });
  if (!mayBeSecret.column(column, proposal!)) return;
  throw new RollcallError(
    'invalid_params',
    `"${column}" holds passwords, hashes or tokens, whose values are not kept. Correct them in ${file} and import it again.`,
    { param: 'column' },
  );
}

/** Reads the text of one column from records as they are staged. */
function textReader(column: string, source: SourceInfo): (raw: string) => string | undefined {
  const { format, header = [], delimiter = ',' } = source;
  if (format !== 'csv') {
    const valuesOf = valueReader([column], source);
    return (raw) => comparedText(valuesOf({ index: 0, line: 0, raw, object: JSON.parse(raw) })[0]);
  }
  const position = header.indexOf(column);
  return (raw) => {
    const cell = splitRawCells(raw, delimiter)[position] ?? '';
    return comparedText(unwrapFormula(/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  };
}
