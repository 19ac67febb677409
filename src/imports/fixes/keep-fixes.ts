import type pg from 'pg';
import { inTransaction } from '../../database/index.ts';
import { RollcallError } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import { recordOf } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import { readRecord } from '../sources/index.ts';
import { cellsOf } from './cells-of.ts';
import { type CellChange, correctRecord, formerOf } from './correct-record.ts';
import { checkReplacements, keepReplacements } from './keep-replacements.ts';
import { countFixes } from './read-fixes.ts';
import { readReplacements } from './read-replacements.ts';
import { checkFixable, checkFixes, type Refusal, refusalOf, refuse } from './refusals.ts';
import type { FixInput, ReplacementInput } from './types.ts';

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
 * Keeps corrections, all or none, and lays those of single cells over the staged records. Answers the rows that were named, in file order.
 * @throws {RollcallError} invalid_params that says of each what is wrong with it
 */
export async function keepFixes(
  pool: pg.Pool,
  no: number,
  { fixes, replacements }: { fixes?: readonly FixInput[]; replacements?: readonly ReplacementInput[] },
): Promise<number[]> {
  if (fixes !== undefined || replacements === undefined) checkFixes(fixes ?? []);
  if (replacements !== undefined) checkReplacements(replacements);
  return inTransaction(pool, async (client) => {
    // Neither a check nor a start comes between.
    const own = await client.query('select * from rollcall.imports where no = $1 for update', [no]);
    const record = recordOf(own.rows[0]);
    checkFixable(record);
    const isReplacing = replacements !== undefined && (await keepReplacements(client, record, replacements));
    const found: FoundRows = fixes ? await findRows(client, record, fixes) : new Map();
    const changes = await planChanges(client, record, found);
    if (changes.rows.length > 0) await writeChanges(client, no, changes);
    if (changes.rows.length > 0 || isReplacing)
      await client.query('update rollcall.imports set fixes_no = fixes_no + 1 where no = $1', [no]);
    return [...found.keys()].sort((a, b) => a - b);
  });
}

type KeptCell = { row_no: number; column_name: string; value: string; former: string | null };

/** What is to be written: cells with another value than the file has, cells that have that again, and the records as they are then. */
type Changes = {
  kept: (KeptCell & { line: number })[];
  takenBack: Pick<KeptCell, 'row_no' | 'column_name'>[];
  rows: { row_no: number; raw: string }[];
};

async function planChanges(client: pg.PoolClient, record: ImportRecord, found: FoundRows): Promise<Changes> {
  const source = record.source!;
  const { rows } = await client.query<KeptCell>(
    `select row_no, column_name, value, former from ${partitionsOf(record.no).fixes} where row_no = any($1)`,
    [[...found.keys()]],
  );
  const before = Map.groupBy(rows, ({ row_no }) => row_no);
  const current = await readReplacements(client, record.no);
  const replaced = new Set([...current, ...(record.check?.replaced ?? [])].map(({ column }) => column));
  const changes: Changes = { kept: [], takenBack: [], rows: [] };
  const refusals: Refusal[] = [];
  for (const [rowNo, { row, wanted }] of found) {
    const { line } = row;
    const stored = await readRecord({ index: rowNo, line, raw: row.raw.toString('utf8') }, source);
    const cells = cellsOf(stored, source);
    const own: CellChange[] = [];
    for (const { at, column, value } of wanted) {
      const refusal = refusalOf({ row, stored, column, value, record, cells });
      if (refusal) {
        refusals.push({ at, ...refusal });
        continue;
      }
      const kept = before.get(rowNo)?.find((fix) => fix.column_name === column);
      // The staged record has the corrections that were kept; under them only their former value is the file's.
      const former = kept ? kept.former : (formerOf(stored, column, source) ?? null);
      // Where a replacement may have been at work, what stands there is not what the file has.
      const isAsInFile =
        value === null || (former !== null && !replaced.has(column) && value === textOf(former, source.format));
      if (!isAsInFile) {
        own.push({ column, value });
        changes.kept.push({ row_no: rowNo, line, column_name: column, value, former });
      } else if (kept) {
        const text = former === null ? '' : textOf(former, source.format)?.trim();
        const replacement = current.find((other) => other.column === column && other.from === text);
        own.push({ column, ...(replacement ? { value: replacement.to } : { former: former ?? undefined }) });
        changes.takenBack.push({ row_no: rowNo, column_name: column });
      }
    }
    if (own.length === 0) continue;
    const { raw } = correctRecord(stored, own, source);
    if (Buffer.byteLength(raw) > mostRecordBytes) {
      const message = `The record on line ${line} would be longer than ${mostRecordBytes.toLocaleString('en')} bytes.`;
      refusals.push({ at: wanted[0]!.at, field: 'value', message });
    }
    changes.rows.push({ row_no: rowNo, raw });
  }
  if (refusals.length > 0) throw refuse(refusals);
  return changes;
}

async function writeChanges(client: pg.PoolClient, no: number, { kept, takenBack, rows }: Changes): Promise<void> {
  const tables = partitionsOf(no);
  await client.query(
    `insert into ${tables.fixes} (import_no, row_no, line, column_name, value, former)
      select $1, row_no, line, column_name, value, former
      from json_to_recordset($2) as t (row_no integer, line integer, column_name text, value text, former text)
      on conflict (import_no, row_no, column_name) do update set value = excluded.value`,
    [no, JSON.stringify(kept)],
  );
  await client.query(
    `delete from ${tables.fixes} f using json_to_recordset($1) as t (row_no integer, column_name text)
      where f.row_no = t.row_no and f.column_name = t.column_name`,
    [JSON.stringify(takenBack)],
  );
  if ((await countFixes(client, no)) > mostFixes)
    throw new RollcallError(
      'too_large',
      `An import takes ${mostFixes.toLocaleString('en')} corrections. Correct the file itself and import it again.`,
    );
  await client.query(
    `update ${tables.rows} r set raw = decode(t.raw, 'base64') from json_to_recordset($1) as t (row_no integer, raw text)
      where r.row_no = t.row_no`,
    [JSON.stringify(rows.map(({ row_no, raw }) => ({ row_no, raw: Buffer.from(raw).toString('base64') })))],
  );
}

type Wanted = { at: number; column: string; value: string | null };
type FoundRows = Map<number, { row: StoredRow; wanted: Wanted[] }>;

/** The rows that corrections are for, each with those. Of several for one cell the last one counts. */
async function findRows(
  client: pg.PoolClient,
  { no, file }: ImportRecord,
  given: readonly FixInput[],
): Promise<FoundRows> {
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
  const chosen: FoundRows = new Map();
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
