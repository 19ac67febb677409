import { statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { isRollcallError, isStop, readStore, type Store, startCall } from '../bigcommerce/index.ts';
import { SetupError } from '../database/index.ts';
import { openDirectory, RollcallError } from '../nodes/index.ts';
import { countExisting } from './count-existing.ts';
import { estimate } from './estimate.ts';
import type { CheckResult, ImportOptions, ImportRecord, ProblemGroup } from './import.ts';
import { readImport } from './import-rows.ts';
import { createMapper, type Proposal, proposeMapping } from './mapping/index.ts';
import { createPartitions, partitionsOf } from './partitions.ts';
import { reportColumnNames } from './report/report-columns.ts';
import { openSource, type SourceRecord } from './sources/index.ts';
import { type MissingNames, withMissing } from './staging/missing-names.ts';
import { stageRows } from './staging/stage-rows.ts';
import { createTally, type Tally } from './staging/tally.ts';
import { whatToDo } from './what-to-do.ts';

export type CheckProgress = { rows: number; bytesRead: number; bytes?: number };

export type CheckImportOptions = {
  pool: pg.Pool;
  record: ImportRecord;
  /** Path of the file, or its content. */
  input: string | Readable;
  store: Store;
  options: ImportOptions;
  seal(text: string): Buffer;
  /** Where the database keeps its data, when it is on this machine: it needs three times the file. */
  databaseFolder?: string;
  onProgress?: (progress: CheckProgress) => void;
  /** Told once the columns are mapped. */
  onProposal?: (proposal: Proposal) => void;
  signal?: AbortSignal;
};

/** Records that are looked at before the columns are mapped. */
const sampleSize = 200;

/**
 * Reads a file once, maps it, finds every problem and keeps its rows in the database, ready to be sent. Writes nothing to the store.
 * @throws {RollcallError} invalid_params for a file or a mapping that makes no sense, and what stops the store
 */
export async function checkImport(given: CheckImportOptions): Promise<ImportRecord> {
  const { pool, record, options, store, signal } = given;
  const source = await openSource(given.input, signal && { signal });
  try {
    if (source.bytes !== undefined && given.databaseFolder !== undefined)
      await checkSpace(given.databaseFolder, source.bytes * (source.info.gzip ? 8 : 1));
    const { samples, all } = await sample(source.records);
    const json = source.info.format !== 'csv';
    const header = source.info.header ?? namesOf(samples);
    const proposal = proposeMapping({
      header,
      samples,
      json,
      ...(options.mapping && { mapping: options.mapping }),
      ...(options.map && { overrides: options.map }),
    });
    checkEmailColumn(proposal, header);
    checkMappingFits(options, proposal, header);
    given.onProposal?.(proposal);
    const mapper = createMapper({
      proposal,
      header,
      json,
      ifMissing: options.if_missing,
      ...(source.info.delimiter !== undefined && { delimiter: source.info.delimiter }),
    });
    const missing = mayMake(options, proposal) ? { groups: [], attributes: [] } : undefined;
    const directory = openDirectory(store, signal ? { signal } : {});
    const information = await readInformation(store, signal);
    const tally = createTally();
    await createPartitions(pool, record.no);
    await stageRows({
      pool,
      importNo: record.no,
      records: all,
      mapper,
      directory: missing ? withMissing(directory, missing) : directory,
      options,
      addressCompany: tellsCompanies(proposal) ? 'none' : 'customer',
      tally,
      seal: given.seal,
      onProgress: (rows) =>
        given.onProgress?.({
          rows,
          bytesRead: source.bytesRead(),
          ...(source.bytes !== undefined && { bytes: source.bytes }),
        }),
      ...(signal && { signal }),
    });
    const check = await conclude(given, tally, proposal, mapper.judged(), missing);
    await pool.query(
      `update rollcall.imports set state = 'ready', reason = null, options = $2, keep_days = $3, source = $4, proposal = $5, check_result = $6,
          rows = $7, store_name = coalesce($8, store_name), created = 0, updated = 0, unchanged = 0, skipped = 0, rejected = 0,
          failed = 0, warnings = 0, requests = 0, run_ms = 0, first_open_intent = 0, row_limit = null
        where no = $1 and state in ('checking', 'ready')`,
      [record.no, options, options.keep_days, source.info, proposal, check, tally.rows, information.name ?? null],
    );
    return await readImport(pool, record.id);
  } finally {
    await source.close();
  }
}

/** The first records, and all of them once more from the beginning. */
async function sample(records: AsyncIterable<SourceRecord[]>) {
  const iterator = records[Symbol.asyncIterator]();
  const taken: SourceRecord[][] = [];
  let count = 0;
  while (count < sampleSize) {
    const { value, done } = await iterator.next();
    if (done) break;
    taken.push(value);
    count += value.length;
  }
  async function* all(): AsyncGenerator<SourceRecord[]> {
    try {
      for (let batch = taken.shift(); batch; batch = taken.shift()) yield batch;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { samples: taken.flat().slice(0, sampleSize), all: all() };
}

/** JSON has no header: the names that the first objects use. */
function namesOf(samples: SourceRecord[]): string[] {
  const names = new Set<string>();
  for (const { object } of samples) for (const name of Object.keys(object ?? {})) names.add(name);
  return [...names];
}

function checkEmailColumn(proposal: Proposal, header: string[]): void {
  if (proposal.columns.some(({ target }) => target === 'email')) return;
  const columns = header.slice(0, 30).join(', ');
  throw new RollcallError(
    'invalid_params',
    `No column of the file was recognised as the email, and nothing can be imported without it. The file has: ${columns}. Say which it is, for example --map '${header[0] ?? 'Column'}=email'.`,
    { param: 'map' },
  );
}

/** A mapping that was made for another kind of file is a mistake, not a wish. */
function checkMappingFits(
  { mapping, mapping_from: from }: ImportOptions,
  { columns }: Proposal,
  header: string[],
): void {
  if (!mapping || columns.some(({ why }) => why === 'mapping')) return;
  const wanted = Object.keys(mapping.columns).slice(0, 10).join(', ');
  throw new RollcallError(
    'invalid_params',
    `The mapping${from === undefined ? '' : ` "${from}"`} fits no column of the file: it is for ${wanted}, and the file has ${header.slice(0, 10).join(', ')}. Leave it out, or choose another one.`,
    { param: 'mapping' },
  );
}

/** The store's name is nice to have, its quota makes the hours right; a token that is refused is told before hours of work. */
async function readInformation(store: Store, signal?: AbortSignal): Promise<{ name?: string }> {
  try {
    const { name } = await readStore(store, startCall(store, { maxWaitMs: 15_000, ...(signal && { signal }) }));
    return typeof name === 'string' && name !== '' ? { name } : {};
  } catch (error) {
    if (isRollcallError(error) && error.code !== 'unauthorized' && (isStop(error) || error.code === 'rejected'))
      return {};
    throw error;
  }
}

async function conclude(
  { pool, record, store, options, signal }: CheckImportOptions,
  tally: Tally,
  proposal: Proposal,
  judged: CheckResult['judged'],
  missing?: MissingNames,
): Promise<CheckResult> {
  const { rows, duplicates: table } = partitionsOf(record.no);
  const duplicates = Number((await pool.query(`select count(*) as count from ${table}`)).rows[0].count);
  const merge = options.duplicates === 'merge';
  const heads = tally.valid - duplicates;
  const problems = [...tally.problems.values()];
  if (duplicates > 0 && !merge) problems.push(await duplicateGroup(pool, rows, table, duplicates));
  const existing = options.check_existing
    ? await countExisting({ db: pool, record: { ...record, options }, store, heads, ...(signal && { signal }) })
    : undefined;
  const newsletter = tally.subscribed + tally.unsubscribed;
  const newsletterColumns = proposal.columns
    .filter(({ target }) => target === 'newsletter')
    .map(({ column }) => column);
  if (newsletter > 0 && !options.newsletter) problems.push(notCarried(newsletter, newsletterColumns[0]));
  if (missing) problems.push(...willBeMade(missing));
  const would = wouldBe(tally, duplicates, options, heads, existing);
  const { quota, windowMs } = store.gate.state();
  const known = existing?.count ?? 0;
  return {
    rows: tally.rows,
    would,
    problems: problems.sort((a, b) => Number(b.rejects) - Number(a.rejects) || b.count - a.count),
    ...estimate({
      creates: options.if_missing === 'skip' ? 0 : heads - known,
      updates: would.updated,
      lookups:
        options.if_missing === 'skip' || options.if_exists === 'update'
          ? heads - (existing ? heads - known : 0)
          : known,
      manyAttributes: tally.manyAttributes,
      newsletter: options.newsletter ? newsletter : 0,
      made: (missing?.groups.length ?? 0) + (missing?.attributes.length ?? 0),
      options,
      ...(quota !== undefined && { quota: { requests: quota, windowMs: windowMs ?? 30_000 } }),
    }),
    store_credit_total: tally.storeCredit,
    newsletter: { subscribed: tally.subscribed, unsubscribed: tally.unsubscribed, carried: options.newsletter },
    duplicates,
    ...(tally.secrets > 0 && { secrets: true as const }),
    ...(missing && (missing.groups.length > 0 || missing.attributes.length > 0) && { missing }),
    ...(existing && { existing: { count: existing.count, calls: existing.calls, how: existing.how } }),
    unmapped: [
      ...proposal.columns
        .filter(({ target, column }) => target === null && !reportColumnNames.has(column))
        .map(({ column }) => column),
      ...(newsletter > 0 && !options.newsletter ? newsletterColumns : []),
    ],
    judged,
  };
}

/** Whether the file has companies of addresses beside those of customers: then a blank one is none. */
function tellsCompanies({ columns }: Proposal): boolean {
  return columns.some(
    ({ target }) => target === 'addresses' || (target !== 'company' && /company$/.test(target ?? '')),
  );
}

/** What BigCommerce or Rollcall exported names the groups of a store; in any other file a name may be misspelt. */
function mayMake({ create_missing: asked }: ImportOptions, { template, columns }: Proposal): boolean {
  if (asked !== undefined) return asked;
  if (template?.id === 'bigcommerce_bulk_edit' || template?.id === 'bigcommerce_default') return true;
  // The API's names alone may be somebody's own table; an id and a date beside them come from a store.
  const names = columns.map(({ column }) => column.toLowerCase());
  return template?.id === 'bigcommerce_api' && names.includes('id') && names.includes('date_created');
}

function willBeMade({ groups, attributes }: MissingNames): ProblemGroup[] {
  return (
    [
      ['group_missing', 'customer groups', groups],
      ['attribute_missing', 'customer attributes', attributes],
    ] as const
  )
    .filter(([, , names]) => names.length > 0)
    .map(([code, what, names]) => ({
      code,
      count: names.length,
      what_to_do: whatToDo(code),
      lines: [],
      message: `The store does not have these ${what}; they are made when the import starts${code === 'group_missing' ? ', without discounts' : ''}: ${names.slice(0, 50).join(', ')}${names.length > 50 ? ' ...' : ''}.`,
      rejects: false,
    }));
}

type Existing = Awaited<ReturnType<typeof countExisting>>;

/** What the rows would come to; the sum is the number of rows. Without asking the store nobody is taken to exist. */
function wouldBe(
  tally: Tally,
  duplicates: number,
  options: ImportOptions,
  heads: number,
  existing?: Existing,
): CheckResult['would'] {
  const merged = options.duplicates === 'merge' ? duplicates : 0;
  const would = {
    created: 0,
    updated: merged,
    unchanged: 0,
    skipped: tally.continuations + duplicates - merged,
    rejected: tally.rejected,
  };
  if (existing) {
    for (const name of ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const)
      would[name] += existing.fates[name];
  } else if (options.if_missing === 'skip') would.updated += heads;
  else would.created += heads;
  return would;
}

async function duplicateGroup(pool: pg.Pool, rows: string, duplicates: string, count: number): Promise<ProblemGroup> {
  const { rows: pairs } = await pool.query(
    `select later.line, first.line as first_line from ${duplicates} d
      join ${rows} later on later.row_no = d.row_no join ${rows} first on first.row_no = d.first_row
      order by d.row_no limit 100`,
  );
  return {
    code: 'duplicate_row',
    count,
    what_to_do: whatToDo('duplicate_row'),
    lines: pairs.map(({ line }) => line),
    first_lines: pairs.map(({ first_line }) => first_line),
    message: 'The email is that of an earlier row, and this row is skipped.',
    rejects: false,
  };
}

function notCarried(count: number, column: string | undefined): ProblemGroup {
  return {
    code: 'newsletter_not_carried',
    count,
    what_to_do: whatToDo('newsletter_not_carried'),
    lines: [],
    message: `Newsletter consent is not carried: ${count.toLocaleString('en')} ${count === 1 ? 'row gives or takes' : 'rows give or take'} it.`,
    rejects: false,
    ...(column !== undefined && { column }),
  };
}

async function checkSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = bytes * 3;
  if (free >= needed) return;
  const mb = (count: number): string => `${Math.ceil(count / 2 ** 20).toLocaleString('en')} MB`;
  throw new SetupError(
    `The import needs ${mb(needed)} on the disk of ${folder}, three times the file, and ${mb(free)} are free.`,
    { hint: 'Free some space, or set ROLLCALL_HOME to a folder on another disk.' },
  );
}
