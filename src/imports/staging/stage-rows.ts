import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { inTransaction } from '../../database/index.ts';
import { type Directory, RollcallError } from '../../nodes/index.ts';
import type { ImportOptions } from '../import.ts';
import type { MappedRow, Mapper } from '../mapping/index.ts';
import { partitionsOf } from '../partitions.ts';
import { inOrder } from '../problems.ts';
import type { SourceRecord } from '../sources/index.ts';
import { openBinaryCopy } from './binary-copy.ts';
import { createRepeatedKeys } from './repeated-keys.ts';
import { keyOf, type StagedRow, stageRow } from './staged-row.ts';
import type { Tally } from './tally.ts';

export type StageOptions = {
  pool: pg.Pool;
  importNo: number;
  records: AsyncIterable<SourceRecord[]>;
  mapper: Mapper;
  directory: Directory;
  /** Whether the directory takes any name. @default false */
  makesMissing?: boolean;
  options: ImportOptions;
  /** What an address without a company has. */
  addressCompany: 'customer' | 'none';
  tally: Tally;
  /** Encrypts a password that is to be set. */
  seal(text: string): Buffer;
  /** Told after each batch how many rows are staged. */
  onProgress?: (rows: number) => void;
  signal?: AbortSignal;
};

const columns = 'import_no, row_no, line, raw, input, email, key, source_id, continues, problems, secret';

/**
 * Reads, checks and keeps all rows of a file with one COPY, and finds rows with one email. All or nothing: what was staged before
 * is replaced, and a failure leaves that as it was.
 * @throws whatever the source or the database throws, and what stops the store
 */
export function stageRows(options: StageOptions): Promise<void> {
  return inTransaction(options.pool, (client) => replaceRows(client, options), { closeOnError: true });
}

async function replaceRows(client: pg.PoolClient, options: StageOptions): Promise<void> {
  const { importNo, tally } = options;
  const { rows, duplicates, intents, outcomes } = partitionsOf(importNo);
  // Nobody checks it twice at once, and nothing is staged over a run.
  const { rows: own } = await client.query('select state from rollcall.imports where no = $1 for update', [importNo]);
  if (own[0]?.state !== 'checking' && own[0]?.state !== 'ready')
    throw new RollcallError(
      'invalid_params',
      `The import is ${own[0]?.state ?? 'gone'}: it was started or ended during its check.`,
    );
  // Sorting by email is what takes memory here; the server's own default would spill at once.
  await client.query(
    `set local work_mem = '64MB'; set local maintenance_work_mem = '128MB'; set local default_statistics_target = 10`,
  );
  await client.query(`truncate ${rows}, ${duplicates}, ${intents}, ${outcomes}`);
  await client.query(`alter table ${rows} drop constraint if exists ${indexName(rows, 'pkey')}`);
  const repeated = createRepeatedKeys();
  await copyRows(client, options, repeated);
  await client.query(`alter table ${rows} add constraint ${indexName(rows, 'pkey')} primary key (row_no)`);
  await client.query(`analyze ${rows}`);
  await findDuplicates(client, importNo, repeated.candidates());
  for (const statement of indexes(importNo, tally.problems().length > 0)) await client.query(statement);
  await client.query(`analyze ${duplicates}`);
}

async function copyRows(
  client: pg.PoolClient,
  {
    importNo,
    records,
    mapper,
    directory,
    makesMissing = false,
    options,
    addressCompany,
    tally,
    seal,
    onProgress,
    signal,
  }: StageOptions,
  repeated: ReturnType<typeof createRepeatedKeys>,
): Promise<void> {
  const copy = openBinaryCopy(
    client.query(copyFrom(`copy ${partitionsOf(importNo).rows} (${columns}) from stdin with (format binary)`)),
    11,
  );
  const checking = { directory, makesMissing, options, addressCompany, columnOf: mapper.columnOf };
  let staged = 0;
  for await (const batch of batches(records, mapper)) {
    signal?.throwIfAborted();
    for (const row of batch) {
      // Nearly no row has to wait for the store's groups or attributes, and to wait for nothing costs a microsecond.
      const stagedRow = stageRow(row, checking);
      write(stagedRow instanceof Promise ? await stagedRow : stagedRow);
    }
    staged += batch.length;
    await copy.ready();
    onProgress?.(staged);
  }
  await copy.end();

  function write(stagedRow: StagedRow): void {
    tally.count(stagedRow);
    const { row, input, problems } = stagedRow;
    copy.row();
    copy.int(importNo);
    copy.int(row.index);
    copy.int(row.line);
    // Bytes, since a text of Postgres cannot hold NUL.
    copy.textBytes(row.raw);
    const email = input?.customer.email ?? row.email;
    const key = input && keyOf(input.customer);
    if (input) repeated.see(key ?? input.customer.email);
    copy.json(input);
    copy.text(email);
    copy.text(key);
    copy.text(row.sourceId);
    copy.int(row.continues);
    copy.json(problems.length > 0 ? problems.map(inOrder) : undefined);
    copy.bytes(input && row.password !== undefined ? seal(row.password) : undefined);
  }
}

async function* batches(records: StageOptions['records'], mapper: StageOptions['mapper']): AsyncGenerator<MappedRow[]> {
  for await (const batch of records) yield batch.flatMap((record) => mapper.push(record));
  yield mapper.flush();
}

async function findDuplicates(
  client: pg.PoolClient,
  importNo: number,
  candidates: string[] | undefined,
): Promise<void> {
  if (candidates?.length === 0) return;
  const { rows, duplicates } = partitionsOf(importNo);
  // Where too many are suspected, hashing finds those that are there more than once; sorting all rows to that end took four times as long.
  const repeated = candidates
    ? 'select unnest($2::text[])'
    : `select coalesce(key, email) from ${rows} where input is not null group by 1 having count(*) > 1`;
  await client.query(
    `insert into ${duplicates} (import_no, row_no, first_row, rank)
      select $1, row_no, first_row, rank from (
        select row_no, first_value(row_no) over same_key as first_row, row_number() over same_key - 1 as rank
        from ${rows} where input is not null and coalesce(key, email) in (${repeated})
        window same_key as (partition by coalesce(key, email) collate "C" order by row_no)
      ) ranked where rank > 0`,
    candidates ? [importNo, candidates] : [importNo],
  );
}

/** `import_rows_7_pkey` of `rollcall.import_rows_7`. */
function indexName(table: string, suffix: string): string {
  return `${table.split('.')[1]}_${suffix}`;
}

function indexes(importNo: number, hasProblems: boolean): string[] {
  const { rows, duplicates, outcomes, intents } = partitionsOf(importNo);
  return [
    ...(hasProblems
      ? [`create index if not exists ${indexName(rows, 'problems')} on ${rows} (row_no) where problems is not null`]
      : []),
    `create unique index if not exists ${indexName(duplicates, 'row')} on ${duplicates} (row_no)`,
    `create index if not exists ${indexName(duplicates, 'rank')} on ${duplicates} (rank, row_no)`,
    `create unique index if not exists ${indexName(outcomes, 'row')} on ${outcomes} (row_no) where not superseded`,
    // What went wrong is looked at page by page; on anything else it costs nothing.
    `create index if not exists ${indexName(outcomes, 'wrong')} on ${outcomes} (fate, row_no) where fate in ('rejected', 'failed') and not superseded`,
    `create index if not exists ${indexName(intents, 'no')} on ${intents} (intent_no)`,
  ];
}
