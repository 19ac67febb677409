import { statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { isRollcallError, isStop, readStore, type Store, startCall } from '../bigcommerce/index.ts';
import { SetupError } from '../database/index.ts';
import { openDirectory } from '../nodes/index.ts';
import { concludeCheck } from './conclude-check.ts';
import { layOver, needsUnicode, readOverlay } from './fixes/index.ts';
import type { CheckResult, ImportOptions, ImportRecord } from './import.ts';
import { readImport } from './import-rows.ts';
import {
  checkEmailColumn,
  checkFixedColumns,
  checkMappingFits,
  checkReadable,
  mayMake,
  tellsCompanies,
} from './judge-proposal.ts';
import { createFileMapper, type Proposal, proposeMapping } from './mapping/index.ts';
import { createPartitions } from './partitions.ts';
import { openSource, type SourceInfo, type SourceRecord } from './sources/index.ts';
import { withMissing } from './staging/missing-names.ts';
import { stageRows } from './staging/stage-rows.ts';
import { createTally } from './staging/tally.ts';

export type CheckProgress = { rows: number; bytesRead: number; bytes?: number };

export type CheckImportOptions = {
  pool: pg.Pool;
  record: ImportRecord;
  /** Path of the file, or its content. */
  input: string | Readable;
  store: Store;
  options: ImportOptions;
  seal(text: string): Buffer;
  /** Where the database keeps its data, when it is on this machine: it needs three times the file, unpacked. */
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
  const source = await openSource(given.input, { ignoreBlankRows: true, ...(signal && { signal }) });
  try {
    if (source.unpackedBytes !== undefined && given.databaseFolder !== undefined)
      await checkSpace(given.databaseFolder, source.unpackedBytes, source.info.gzip);
    const { fixesNo, ...overlay } = await readOverlay(pool, record.no);
    const overlaid = layOver(source.records, overlay, source.info);
    const { samples, all } = await sample(overlaid.records);
    const json = source.info.format !== 'csv';
    if (json) checkReadable(record.file, samples);
    const { header = namesOf(samples), headings } = source.info;
    const propose = ({ mapping, map }: Pick<ImportOptions, 'mapping' | 'map'> = {}): Proposal =>
      proposeMapping({
        header,
        samples,
        json,
        ...(headings && { headings }),
        ...(mapping && { mapping }),
        ...(map && { overrides: map }),
      });
    if (!record.check) await keepKnown(pool, record, source.info, propose);
    const proposal = propose(options);
    checkEmailColumn(proposal, header);
    checkMappingFits(options, proposal, header);
    checkFixedColumns(overlay, proposal);
    given.onProposal?.(proposal);
    const missing = mayMake(options, proposal) ? { groups: [], attributes: [] } : undefined;
    const directory = openDirectory(store, signal ? { signal } : {});
    const information = await readInformation(store, signal);
    const { currency } = information;
    const mapper = createFileMapper(source.info, {
      proposal,
      ifMissing: options.if_missing,
      ...(currency && { currency }),
    });
    const tally = createTally();
    await createPartitions(pool, record.no);
    await stageRows({
      pool,
      importNo: record.no,
      records: all,
      mapper,
      directory: missing ? withMissing(directory, missing) : directory,
      makesMissing: missing !== undefined,
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
    const check: CheckResult = {
      ...(await concludeCheck(given, tally, proposal, mapper.judged(), missing)),
      ...(source.blankRows() > 0 && { blank_rows: source.blankRows() }),
      ...(overlay.fixes.length > 0 && { fixes_applied: overlay.fixes.length }),
      ...(overlay.replacements.length > 0 && {
        replaced: [...overlaid.met].map(([{ column, from, to }, rows]) => ({ column, from, to, rows })),
      }),
      ...(needsUnicode(overlay, source.info) && { report_encoding: 'utf-8' as const }),
    };
    await pool.query(
      `update rollcall.imports set state = 'ready', reason = null, options = $2, keep_days = $3, source = $4, proposal = $5, check_result = $6,
          rows = $7, store_name = coalesce($8, store_name), created = 0, updated = 0, unchanged = 0, skipped = 0, rejected = 0,
          failed = 0, warnings = 0, requests = 0, run_ms = 0, first_open_intent = 0, row_limit = null,
          fixes_checked = $9
        where no = $1 and state in ('checking', 'ready')`,
      [
        record.no,
        options,
        options.keep_days,
        source.info,
        proposal,
        check,
        tally.rows,
        information.name ?? null,
        fixesNo,
      ],
    );
    return await readImport(pool, record.id);
  } finally {
    await source.close();
  }
}

/**
 * What a first check knows before it can fail for the columns or for the store, so that both can be mended. The columns are as the import's own
 * options have them, since these are what the next choice is made on top of.
 */
async function keepKnown(
  pool: pg.Pool,
  { no, options }: ImportRecord,
  source: SourceInfo,
  propose: (options?: ImportOptions) => Proposal,
): Promise<void> {
  let proposal: Proposal;
  try {
    proposal = propose(options);
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    proposal = propose();
  }
  await pool.query(
    `update rollcall.imports set source = $2, proposal = $3 where no = $1 and state = 'checking' and check_result is null`,
    [no, source, proposal],
  );
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

/** Name and currency are nice to have, the quota makes the hours right; a token that is refused is told before hours of work. */
async function readInformation(store: Store, signal?: AbortSignal): Promise<{ name?: string; currency?: string }> {
  try {
    const { name, currency } = await readStore(
      store,
      startCall(store, { maxWaitMs: 15_000, ...(signal && { signal }) }),
    );
    return {
      ...(typeof name === 'string' && name !== '' && { name }),
      ...(typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && { currency }),
    };
  } catch (error) {
    if (isRollcallError(error) && error.code !== 'unauthorized' && (isStop(error) || error.code === 'rejected'))
      return {};
    throw error;
  }
}

async function checkSpace(folder: string, bytes: number, gzip: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = bytes * 3;
  if (free >= needed) return;
  const mb = (count: number): string => `${count.toLocaleString('en')} MB`;
  throw new SetupError(
    `The import needs ${mb(Math.ceil(needed / 2 ** 20))} on the disk of ${folder}, three times the file${gzip ? ' as it is unpacked' : ''}, and ${mb(Math.floor(free / 2 ** 20))} are free.`,
    { hint: 'Free some space, or set ROLLCALL_HOME to a folder on another disk.' },
  );
}
