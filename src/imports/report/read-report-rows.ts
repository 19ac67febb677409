import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';

/** What happened to a row, as the tables tell it. */
export type ReportRow = {
  row_no: number;
  line: number;
  /** JSON list of what the check found. */
  problems: string | null;
  /** The row whose customer this one only adds an address to. */
  continues: number | null;
  /** Line of the row that this one continues or repeats. */
  earlier_line: number | null;
  /** Null while there is none. */
  fate: string | null;
  error_code: string | null;
  /** JSON. */
  error: string | null;
  /** JSON list. */
  warnings: string | null;
};

export type ResultRow = ReportRow & { email: string | null; source_id: string | null; customer_id: string | null };

/** A row with its record as it stands in the file. A row that continues another has the fate of that one. */
export type RawRow = ReportRow & { raw: Buffer };

const rowsPerPage = 2_000;
/** Records are some hundred bytes each, but may be a megabyte. */
const bytesPerPage = 4 * 2 ** 20;

/** A select of `ResultRow`s without its condition and order. @param from Rows of the import as `r`, joined to whatever chooses among them. */
export function selectResults({ no }: Pick<ImportRecord, 'no'>, from: string): string {
  const { rows, outcomes } = partitionsOf(no);
  // With a limit in it, the subquery stays one look into an index for each row. As a join it may turn into one of the whole tables for every page.
  return `select r.row_no, r.line, r.email, r.source_id, r.continues,
      case when o.fate = 'rejected' or r.continues is not null then r.problems end as problems,
      (select e.line from ${rows} e where e.row_no = coalesce(r.continues, o.duplicate_of)) as earlier_line,
      o.fate, o.customer_id, o.error_code, o.error, o.warnings
    from ${from}
      left join lateral (select * from ${outcomes} o where o.row_no = r.row_no and not o.superseded limit 1) o on true`;
}

/** Every row, in file order, page by page: each is a short statement of its own. */
export async function* readResultRows(db: Queryable, record: ImportRecord): AsyncGenerator<ResultRow[]> {
  const { rows } = partitionsOf(record.no);
  const statement = `${selectResults(record, `${rows} r`)} where r.row_no >= $1 and r.row_no < $2 order by r.row_no`;
  for (let from = 0; from < record.rows; from += rowsPerPage) {
    const page = await db.query<ResultRow>(statement, [from, from + rowsPerPage]);
    if (page.rows.length > 0) yield page.rows;
  }
}

/**
 * Customers that are not in the store, each with all rows that continue it. Before the import runs: those that its check leaves out.
 */
export function readRejectedRows(db: Queryable, record: ImportRecord): AsyncGenerator<RawRow[]> {
  return readRawRows(db, record, `o.fate in ('rejected', 'failed')`);
}

/** Customers that are in the store without something, each with all rows that continue it. Before the import runs: that would get in so. */
export function readWarnedRows(db: Queryable, record: ImportRecord): AsyncGenerator<RawRow[]> {
  const { rows } = partitionsOf(record.no);
  // The rows that continue another follow it without a gap, so that one look at the next row spares most rows the search.
  const isContinued = `(select n.continues from ${rows} n where n.row_no = h.head + 1) is not distinct from h.head`;
  const end = `(select n.row_no from ${rows} n where n.row_no > h.head and n.continues is distinct from h.head order by n.row_no limit 1)`;
  const warnedBelow = `select 1 from ${rows} f
    where f.row_no > h.head and f.row_no < coalesce(${end}, ${record.rows}) and f.problems is not null`;
  return readRawRows(
    db,
    record,
    `o.fate in ('created', 'updated', 'unchanged') and (o.warnings is not null or (${isContinued} and exists (${warnedBelow})))`,
  );
}

async function* readRawRows(db: Queryable, record: ImportRecord, condition: string): AsyncGenerator<RawRow[]> {
  const { rows, outcomes } = partitionsOf(record.no);
  const outcome = isBeforeRun(record)
    ? expectedOutcome(record)
    : `select * from ${outcomes} o where o.row_no = h.head and not o.superseded limit 1`;
  const statement = `
    select chosen.*,
      (select raw from ${rows} r where r.row_no = chosen.row_no) as raw,
      (select line from ${rows} r where r.row_no = chosen.continues) as earlier_line
    from (
      select r.row_no, r.line, r.problems, r.continues, o.fate, o.error_code, o.error, o.warnings,
        sum(octet_length(r.raw)) over (order by r.row_no) - octet_length(r.raw) as bytes_before
      from ${rows} r
        cross join lateral (select coalesce(r.continues, r.row_no) as head) h
        cross join lateral (${outcome}) o
      where r.row_no >= $1 and r.row_no < $2 and ${condition}
    ) chosen
    where bytes_before < ${bytesPerPage} order by row_no`;
  for (let from = 0; from < record.rows; ) {
    const page = await db.query<RawRow>(statement, [from, from + rowsPerPage]);
    if (page.rows.length > 0) yield page.rows;
    const bytes = page.rows.reduce((sum, { raw }) => sum + raw.length, 0);
    from = bytes < bytesPerPage ? from + rowsPerPage : page.rows.at(-1)!.row_no + 1;
  }
}

/** Whether it was checked, and no worker has given any of its rows a fate. */
function isBeforeRun({ state, startedAt }: ImportRecord): boolean {
  return state === 'ready' || (state === 'queued' && startedAt === undefined);
}

/** What a run would write of the row `h.head`, as far as the check knows: rejected as in `settleRejected`, or created with its warnings. */
function expectedOutcome({ no, options }: ImportRecord): string {
  const { rows, duplicates } = partitionsOf(no);
  const isRepeated = `exists (select 1 from ${duplicates} d where d.row_no = f.row_no)`;
  // The limit keeps it one look into an index for each row, else the whole table would be read for every page.
  // Why it is rejected a row tells itself; one that continues another is told the first reason of that one.
  return `select
      case when f.input is null then 'rejected' ${options.duplicates === 'merge' ? '' : `when ${isRepeated} then 'skipped'`} else 'created' end as fate,
      case when f.input is null then coalesce(problem->>'code', 'invalid_params') end as error_code, problem::text as error,
      case when f.input is not null then f.problems end as warnings
    from ${rows} f
      left join lateral (
        select problem from json_array_elements(f.problems::json) problem
        where r.continues is not null and f.input is null and (problem->>'rejects')::boolean limit 1) first on true
    where f.row_no = h.head limit 1`;
}
