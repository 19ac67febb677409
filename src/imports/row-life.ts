import { RollcallError } from '../nodes/index.ts';
import { cellsOf } from './fixes/cells-of.ts';
import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import type { RowProblem } from './mapping/index.ts';
import { partitionsOf } from './partitions.ts';
import { isFault, readRecord } from './sources/index.ts';
import { withNames } from './staging/missing-names.ts';
import type { StagedInput } from './staging/staged-row.ts';

/** Everything that happened to one row of a file. */
export type RowLife = {
  import_id: string;
  line: number;
  email?: string;
  source_id?: string;
  /** The record as it stands in the file, secrets blanked. */
  record: string;
  /** Its values by column, those of JSON as text; absent where the record has a fault. Secrets are blank. */
  cells?: Record<string, string>;
  problems: RowProblem[];
  /** Line of the earlier row with this email. */
  duplicate_of_line?: number;
  /** Line of the row whose customer this one only adds an address to. */
  continues_line?: number;
  /** What is sent for it where it is sent, in the API's names; a group or attribute that the import is to make has its name. */
  sends?: unknown;
  /** In the order of time. */
  events: RowEvent[];
  fate: string;
};

export type RowEvent = {
  at: Date;
  event: 'intended to create' | 'intended to update' | 'settled';
  fate?: string;
  customer_id?: number;
  error?: unknown;
  warnings?: unknown;
  changes?: unknown;
  parts?: unknown;
  /** Tried again later. */
  superseded?: boolean;
};

/** @throws {RollcallError} not_found, also for a line after the end of the file */
export async function readRowLife(db: Queryable, record: ImportRecord, line: number): Promise<RowLife> {
  const { rows, duplicates, intents, outcomes } = partitionsOf(record.no);
  // Lines rise with rows, and every record before it takes a line at least; in a JSON array many may share one.
  const bound = record.source?.format === 'json' ? '' : 'r.row_no < $1 and';
  const found = await db.query(
    `select r.*, first.line as first_line, owner.line as owner_line,
        not exists (select from ${rows} later where later.row_no > r.row_no) as is_last
      from ${rows} r
      left join ${duplicates} d using (row_no) left join ${rows} first on first.row_no = d.first_row
      left join ${rows} owner on owner.row_no = r.continues
      where ${bound} r.line <= $1 order by r.row_no desc limit 1`,
    [line],
  );
  const row = found.rows[0];
  if (!row)
    throw new RollcallError(
      'not_found',
      `No record of ${record.file} begins on or before line ${line}. It has ${record.rows} records.`,
    );
  const raw: string = row.raw.toString('utf8');
  if (row.is_last && line > lastLineOf(row.line, raw))
    throw new RollcallError(
      'not_found',
      `Line ${line} is after the last record of ${record.file}, which begins on line ${row.line}. It has ${record.rows} records.`,
    );
  const [intended, settled] = await Promise.all([
    db.query(`select kind, at, changes from ${intents} where row_nos @> array[$1::integer] order by intent_no`, [
      row.row_no,
    ]),
    db.query(`select * from ${outcomes} where row_no = $1 order by at`, [row.row_no]),
  ]);
  const events: RowEvent[] = [
    ...intended.rows.map(({ kind, at, changes }): RowEvent => {
      const own = changes === null ? undefined : JSON.parse(changes)[row.row_no];
      return { at, event: kind === 'create' ? 'intended to create' : 'intended to update', ...own };
    }),
    ...settled.rows.map(({ at, fate, customer_id, error, warnings, changes, parts, superseded }): RowEvent => {
      const opened = Object.entries({ error, warnings, changes, parts }).flatMap(([name, text]) =>
        text === null ? [] : [[name, JSON.parse(text)]],
      );
      return {
        at,
        event: 'settled',
        fate,
        ...(customer_id !== null && { customer_id: Number(customer_id) }),
        ...Object.fromEntries(opened),
        ...(superseded && { superseded }),
      };
    }),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const info = record.source;
  const isFaulty = (JSON.parse(row.problems ?? '[]') as RowProblem[]).some(({ code }) => isFault(code));
  const cells =
    info && !isFaulty ? cellsOf(await readRecord({ index: row.row_no, line: row.line, raw }, info), info) : undefined;
  return {
    import_id: record.id,
    line: row.line,
    ...(row.email !== null && { email: row.email }),
    ...(row.source_id !== null && { source_id: row.source_id }),
    record: raw,
    ...(cells && { cells }),
    problems: JSON.parse(row.problems ?? '[]'),
    ...(row.first_line !== null && { duplicate_of_line: row.first_line }),
    ...(row.owner_line !== null && { continues_line: row.owner_line }),
    ...(row.input !== null && { sends: sendsOf(JSON.parse(row.input), record) }),
    events,
    fate: settled.rows.find(({ superseded }) => !superseded)?.fate ?? 'pending',
  };
}

function sendsOf({ customer, newsletter, ...input }: StagedInput, { options, check }: ImportRecord): object {
  return {
    customer: withNames(customer, check?.missing ?? {}),
    // Consent is carried only where the user asked for it.
    ...(newsletter && options.newsletter && { newsletter }),
    ...input,
  };
}

/** A record goes on until the next one begins; after the last one nothing does. */
function lastLineOf(line: number, raw: string): number {
  return line + (raw.trimEnd().match(/\r\n|\r|\n/g) ?? []).length;
}
