import type pg from 'pg';
import { RollcallError } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import { recordOf } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import { readRecord } from '../sources/index.ts';
import { cellsOf } from './cells-of.ts';
import { type CellChange, correctRecord, formerOf } from './correct-record.ts';
import { countFixes } from './read-fixes.ts';
import { checkFixes, type Refusal, refusalOf, refuse } from './refusals.ts';
import type { FixInput } from './types.ts';

/** More are a wrong file, not wrong cells. */
const mostFixes = 100_000;
const mostRecordBytes = 2 ** 20;

export type StoredRow = {
  row_no: number;
  line: number;
  raw: Buffer;
  continues: number | null;
  problems: string | null;
};

/**
 * Keeps corrections, all or none, and lays them over the staged records. Answers the rows that were named, in file order.
 * @throws {RollcallError} invalid_params that says of each what is wrong with it
 */
export async function keepFixes(
  pool: pg.Pool,
  { no, id }: ImportRecord,
  given: readonly FixInput[],
): Promise<number[]> {
  checkFixes(given);
  const { fixes, rows } = partitionsOf(no);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Neither a check nor a start comes between.
    const own = await client.query('select * from rollcall.imports where no = $1 for update', [no]);
    const record = recordOf(own.rows[0]);
    const { source, proposal, state } = record;
    if ((state !== 'checking' && state !== 'ready') || !source || !proposal)
      throw new RollcallError(
        'invalid_params',
        state === 'checking'
          ? `Import ${id} was not checked to its end: there are no rows to correct yet.`
          : `Import ${id} is ${state}: cells can be corrected until it is started. Correct the rows in its rejects file and import that.`,
        { details: { state } },
      );
    const found = await findRows(client, record, given);
    const kept = await client.query<{ row_no: number; column_name: string; value: string; former: string | null }>(
      `select row_no, column_name, value, former from ${fixes} where row_no = any($1)`,
      [[...found.keys()]],
    );
    const keptOf = Map.groupBy(kept.rows, ({ row_no }) => row_no);
    const refusals: Refusal[] = [];
    const writes: { row_no: number; line: number; column_name: string; value: string; former: string | null }[] = [];
    const takenBack: { row_no: number; column_name: string }[] = [];
    const corrected: { row_no: number; raw: string }[] = [];
    for (const [rowNo, { row, wanted }] of found) {
      const stored = await readRecord({ index: rowNo, line: row.line, raw: row.raw.toString('utf8') }, source);
      const before = new Map((keptOf.get(rowNo) ?? []).map((fix) => [fix.column_name, fix]));
      const changes: CellChange[] = [];
      for (const { at, column, value } of wanted) {
        const refusal = refusalOf({ row, stored, column, value, record, cells: cellsOf(stored, source) });
        if (refusal) {
          refusals.push({ at, ...refusal });
          continue;
        }
        const kept = before.get(column);
        const former = kept ? kept.former : (formerOf(stored, column, source) ?? null);
        const isAsBefore = value === null || (former !== null && value === textOf(former, source.format));
        if (!isAsBefore) {
          changes.push({ column, value });
          writes.push({ row_no: rowNo, line: row.line, column_name: column, value, former });
        } else if (kept) {
          changes.push({ column, former: former ?? undefined });
          takenBack.push({ row_no: rowNo, column_name: column });
        }
      }
      if (changes.length === 0) continue;
      const { raw } = correctRecord(stored, changes, source);
      if (Buffer.byteLength(raw) > mostRecordBytes)
        refusals.push({
          at: wanted[0]!.at,
          field: 'value',
          message: `The record on line ${row.line} would be longer than ${mostRecordBytes.toLocaleString('en')} bytes.`,
        });
      corrected.push({ row_no: rowNo, raw });
    }
    if (refusals.length > 0) throw refuse(refusals);
    if (corrected.length > 0) {
      await client.query(
        `insert into ${fixes} (import_no, row_no, line, column_name, value, former)
          select $1, row_no, line, column_name, value, former
          from json_to_recordset($2) as t (row_no integer, line integer, column_name text, value text, former text)
          on conflict (import_no, row_no, column_name) do update set value = excluded.value`,
        [no, JSON.stringify(writes)],
      );
      await client.query(
        `delete from ${fixes} f using json_to_recordset($1) as t (row_no integer, column_name text)
          where f.row_no = t.row_no and f.column_name = t.column_name`,
        [JSON.stringify(takenBack)],
      );
      if ((await countFixes(client, no)) > mostFixes)
        throw new RollcallError(
          'too_large',
          `An import takes ${mostFixes.toLocaleString('en')} corrections. Correct the file itself and import it again.`,
        );
      await client.query(
        `update ${rows} r set raw = decode(t.raw, 'base64') from json_to_recordset($1) as t (row_no integer, raw text)
          where r.row_no = t.row_no`,
        [JSON.stringify(corrected.map(({ row_no, raw }) => ({ row_no, raw: Buffer.from(raw).toString('base64') })))],
      );
      await client.query('update rollcall.imports set fixes_no = fixes_no + 1 where no = $1', [no]);
    }
    await client.query('commit');
    return [...found.keys()].sort((a, b) => a - b);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

type Wanted = { at: number; column: string; value: string | null };

/** The rows that corrections are for, each with those. Of several for one cell the last one counts. */
async function findRows(
  client: pg.PoolClient,
  { no, file }: ImportRecord,
  given: readonly FixInput[],
): Promise<Map<number, { row: StoredRow; wanted: Wanted[] }>> {
  const { rows } = partitionsOf(no);
  const columns = 'row_no, line, raw, continues, problems';
  // By its number a row is found at once; by its line only in a pass over all of them.
  const byNumber = given.every(({ row }) => row !== undefined);
  const found = byNumber
    ? await client.query<StoredRow>(`select ${columns} from ${rows} where row_no = any($1)`, [
        given.map(({ row }) => row),
      ])
    : await client.query<StoredRow>(`select ${columns} from ${rows} where line = any($1)`, [
        given.map(({ line }) => line),
      ]);
  const byLine = Map.groupBy(found.rows, ({ line }) => line);
  const refusals: Refusal[] = [];
  const chosen = new Map<number, { row: StoredRow; wanted: Wanted[] }>();
  for (const [at, { line, row: rowNo, column, value }] of given.entries()) {
    const there = (byLine.get(line) ?? []).filter(({ row_no }) => rowNo === undefined || row_no === rowNo);
    if (there.length !== 1) {
      const message =
        there.length > 1
          ? `${there.length} records begin on line ${line} of ${file}. Say with "row" which one it is.`
          : `No record of ${file} begins on line ${line}${rowNo === undefined ? '' : ` and has the number ${rowNo}`}. Give "line" (and "row") as GET problems or rows shows it.`;
      refusals.push({ at, field: there.length > 1 ? 'row' : 'line', message });
      continue;
    }
    const [row] = there;
    const entry = chosen.get(row!.row_no) ?? { row: row!, wanted: [] };
    entry.wanted = [...entry.wanted.filter((other) => other.column !== column), { at, column, value }];
    chosen.set(row!.row_no, entry);
  }
  if (refusals.length > 0) throw refuse(refusals);
  return chosen;
}

function textOf(former: string, format: string): string | undefined {
  if (format === 'csv') return former;
  const value: unknown = JSON.parse(former);
  return typeof value === 'string' ? value : undefined;
}
