import { randomInt } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Clock, Store } from '../bigcommerce/index.ts';
import { explainFileError, isDiskFull, type Queue } from '../database/index.ts';
import { isRollcallError, RollcallError } from '../nodes/index.ts';
import type { CheckProgress } from './check-import.ts';
import { tellLostChecks, whileSigning } from './check-life.ts';
import { controlImports } from './control-imports.ts';
import type { FixResult } from './fixes/index.ts';
import type { ImportOptions, ImportRecord, Reason } from './import.ts';
import { readOptions } from './import-options.ts';
import { findImports, insertImport, listImports, readAhead, readHistory, readImport } from './import-rows.ts';
import type { CheckInput, Imports, NewImportInput } from './imports.ts';
import { openMappingFiles } from './mapping/mapping-files.ts';
import { hasPartitions } from './partitions.ts';
import { readProblems } from './problems.ts';
import { purgeImports, uploadPath } from './purge.ts';
import { readRowLife } from './row-life.ts';
import { importFolder, summaryOf } from './summary.ts';

export type ImportsOptions = {
  pool: pg.Pool;
  /** ROLLCALL_HOME: uploads, reports and mappings are kept there. */
  home: string;
  /** Where the embedded database keeps its data; undefined for a server of one's own. */
  databaseFolder?: string;
  clock: Clock;
  /** Opened when it is first needed, since most commands need none. */
  openQueue(): Promise<Queue>;
  /** The store of a stored credential, and the credential's id; without one given, the only one that is stored. */
  openStore(credentialsId?: string): Promise<{ credentialsId: string; store: Store }>;
  /** Encrypts passwords that are to be set. */
  sealer(): Promise<{ seal(text: string): Buffer; unseal(sealed: Buffer): string }>;
};

// What reads files, writes reports and drives imports is loaded when it is first needed: a call of a node must not wait for it.

/** The durable imports of one database. */
export function createImports(options: ImportsOptions): Imports {
  const { pool, home, clock, openStore } = options;
  const checks = new Map<string, { progress?: CheckProgress; done: Promise<ImportRecord>; stop: AbortController }>();
  let opening: Promise<Queue> | undefined;
  const queue = (): Promise<Queue> => {
    opening ??= options.openQueue().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const mappings = openMappingFiles(join(home, 'mappings'));
  const control = controlImports({ pool, queue });

  const imports: Imports = {
    mappings,
    create,
    async upload({ content, maxBytes, ...input }) {
      const record = await create(input);
      try {
        await whileSigning(pool, record.no, () => keepUpload(record, content, maxBytes));
      } catch (error) {
        await remove(record);
        throw explainFileError(error, home);
      }
      // Whoever asks for another check, or for the start, waits for this one or replaces it.
      imports.check(record.id).catch(() => undefined);
      return record;
    },

    async check(id, input = {}) {
      const running = checks.get(id);
      running?.stop.abort();
      const stop = new AbortController();
      const begin = async (): Promise<ImportRecord> => {
        await running?.done.catch(() => undefined);
        const record = await readImport(pool, id);
        if (record.state !== 'checking' && record.state !== 'ready')
          throw new RollcallError(
            'invalid_params',
            `Import ${id} is ${record.state}: it was checked before it was started. Import the file again to check it anew.`,
          );
        await whileSigning(pool, record.no, () =>
          runCheck(record, input, stop.signal, (progress) => Object.assign(check, { progress })),
        );
        return readImport(pool, id);
      };
      const check: { progress?: CheckProgress; done: Promise<ImportRecord>; stop: AbortController } = {
        stop,
        done: begin(),
      };
      checks.set(id, check);
      try {
        return await check.done;
      } finally {
        if (checks.get(id) === check) checks.delete(id);
      }
    },
    checking: (id) => checks.get(id),

    async start(id, input = {}) {
      // A start right after the upload means: once it is checked.
      await checks.get(id)?.done;
      const before = await readImport(pool, id);
      // What was corrected since the last check counts only once it was checked.
      if (before.state === 'checking' || (before.state === 'ready' && before.needsCheck)) await imports.check(id);
      const record = await readImport(pool, id);
      const chosen: ImportOptions = readOptions(input.options, record.options);
      const started = await control.start(record, chosen, input.limit);
      // It is never checked again, and it may hold passwords.
      await rm(uploadPath(home, id), { force: true }).catch(() => undefined);
      return started;
    },
    pause: control.pause,
    async cancel(id) {
      const running = checks.get(id);
      running?.stop.abort();
      await running?.done.catch(() => undefined);
      return control.cancel(id);
    },
    retry: control.retry,
    get: async (id) => (await tellLostChecks(pool, [await readImport(pool, id)]))[0]!,
    list: async (page) => tellLostChecks(pool, await listImports(pool, page)),
    find: (prefix) => findImports(pool, prefix),
    ahead: (record) => readAhead(pool, record),
    summary: (record) => summaryOf(record, home),

    async problems(id, query) {
      const record = await withRows(id);
      return record.check ? readProblems(pool, record, query) : { problems: [], total: 0 };
    },
    async problemValues(id, query) {
      const record = await withRows(id);
      const { readProblemValues } = await import('./problem-values.ts');
      return readProblemValues(pool, record, query);
    },
    async rows(id, query) {
      const record = await withRows(id);
      const { readSettledRows } = await import('./report/index.ts');
      return readSettledRows(pool, record, query);
    },
    history: async (id) => readHistory(pool, (await readImport(pool, id)).no),
    async fix(id, fixes, replacements) {
      // Its rows are locked while they are checked: whoever waited for that in the database would keep a connection.
      await checks.get(id)?.done.catch(() => undefined);
      const { checkFixable, judgeRows, keepFixes, countFixes, readFixes } = await import('./fixes/index.ts');
      const before = await withRows(id);
      checkFixable(before);
      await uploadOf(before, 'and is not kept here: correct the cells in the file itself');
      const rowNos = await keepFixes(pool, before.no, {
        ...(fixes !== undefined && { fixes }),
        ...(replacements !== undefined && { replacements }),
      });
      const record = await readImport(pool, id);
      const result: FixResult = {
        fixes: await countFixes(pool, record.no),
        replacements: (await readFixes(pool, record, { limit: 0 })).replacements.length,
        needs_check: record.needsCheck ?? false,
        rows: [],
      };
      try {
        const store = await storeOf(record);
        return { ...result, rows: await judgeRows({ pool, record, store, rowNos }) };
      } catch (error) {
        if (!isRollcallError(error)) throw error;
        return { ...result, not_judged: { code: error.code, message: error.message } };
      }
    },
    async fixes(id, query) {
      const record = await readImport(pool, id);
      if (!(await hasPartitions(pool, record.no))) return { fixes: [], total: 0, replacements: [], needs_check: false };
      const { readFixes } = await import('./fixes/index.ts');
      return readFixes(pool, record, query);
    },
    async row(id, line) {
      return readRowLife(pool, await withRows(id), line);
    },
    async writeReport(id, folder) {
      const record = await readImport(pool, id);
      const { writeReport } = await import('./report/index.ts');
      return writeReport({ db: pool, record, home, ...(folder !== undefined && { folder }) });
    },
    async readReport(id, kind) {
      const { reportContent } = await import('./report/index.ts');
      return reportContent({ db: pool, record: await readImport(pool, id), kind, home });
    },
    purge: (input) => purgeImports({ db: pool, home, ...input }),

    async work(workerOptions) {
      const { startWorker } = await import('./worker.ts');
      const { unseal } = await options.sealer();
      return startWorker(
        {
          db: pool,
          queue: await queue(),
          clock,
          unseal,
          openStore: storeOf,
          // Whoever drives one import for a user writes its report himself.
          onRest: async (id) => {
            if (workerOptions?.only === undefined) await imports.writeReport(id);
          },
          purge: () => purgeImports({ db: pool, home }),
        },
        workerOptions,
      );
    },

    async close() {
      for (const { stop, done } of checks.values()) {
        stop.abort();
        await done.catch(() => undefined);
      }
      await (await opening)?.stop();
    },
  };
  return imports;

  async function create({ file, credentialsId, options: given }: NewImportInput): Promise<ImportRecord> {
    const chosen = readOptions(given);
    const { credentialsId: found, store } = await openStore(credentialsId);
    return insertImport(pool, {
      id: newId(),
      file,
      credentialsId: found,
      storeKey: store.key,
      storeHash: store.storeHash,
      options: chosen,
    });
  }

  /** The store of an import. @throws {RollcallError} credentials_not_found too where its credential is another store's by now */
  async function storeOf({ id, credentialsId, storeKey, storeHash }: ImportRecord): Promise<Store> {
    const { store } = await openStore(credentialsId);
    if (store.key === storeKey) return store;
    // A sandbox that listens on another port is another store with the same hash.
    const [own, other] = store.storeHash === storeHash ? [storeKey, store.key] : [storeHash, store.storeHash];
    throw new RollcallError(
      'credentials_not_found',
      `The credential "${credentialsId}" is of store ${other} now; import ${id} is for store ${own}, so nothing was sent. Store the credential of ${own} under the id "${credentialsId}" again and resume the import, or import the file anew.`,
    );
  }

  async function runCheck(
    record: ImportRecord,
    { input, options: given, onProgress, onProposal, signal }: CheckInput,
    stop: AbortSignal,
    keepProgress: (progress: CheckProgress) => void,
  ): Promise<ImportRecord> {
    const { checkImport } = await import('./check-import.ts');
    const chosen = readOptions(given, record.options);
    const store = await storeOf(record);
    const { seal } = await options.sealer();
    const over = signal ? AbortSignal.any([stop, signal]) : stop;
    // One that is ready stays so, where its file is not here to be checked anew.
    const file = input ?? (record.state === 'ready' ? await uploadOf(record) : undefined);
    await pool.query(
      `update rollcall.imports set state = 'checking', reason = null where no = $1 and state in ('checking', 'ready')`,
      [record.no],
    );
    try {
      return await checkImport({
        pool,
        record,
        input: file ?? (await uploadOf(record)),
        store,
        options: chosen,
        seal,
        signal: over,
        onProgress(progress) {
          keepProgress(progress);
          onProgress?.(progress);
        },
        ...(onProposal && { onProposal }),
        ...(options.databaseFolder !== undefined && { databaseFolder: options.databaseFolder }),
      });
    } catch (error) {
      const { code = 'internal', param } = error as { code?: string; param?: string };
      // Where an upload is kept is nobody's business: the file has the name that the user gave it.
      const message = (error as Error).message.replaceAll(uploadPath(home, record.id), record.file);
      if (!over.aborted)
        await pool
          .query(`update rollcall.imports set reason = $2 where no = $1 and state = 'checking'`, [
            record.no,
            // Postgres itself says only which of its files found no room.
            (isDiskFull(error)
              ? {
                  code: 'disk_full',
                  message: 'The disk of the database is full. Free some space, several times the size of the file.',
                }
              : { code, message, ...(param !== undefined && { param }) }) satisfies Reason,
          ])
          .catch(() => undefined);
      if (isRollcallError(error) && message !== error.message)
        throw new RollcallError(error.code, message, {
          ...(param !== undefined && { param }),
          ...(error.details && { details: error.details }),
          cause: error,
        });
      throw error;
    }
  }

  async function uploadOf(
    record: ImportRecord,
    so = 'and is not kept here: take it from where it is',
  ): Promise<string> {
    const path = uploadPath(home, record.id);
    try {
      await access(path);
      return path;
    } catch {
      throw new RollcallError(
        'not_found',
        `The file of import ${record.id} (${record.file}) was imported from a terminal or uploaded to another machine, ${so}. Then import it again.`,
      );
    }
  }

  async function keepUpload(record: ImportRecord, content: Readable, maxBytes: number): Promise<void> {
    await mkdir(importFolder(home, record.id), { recursive: true, mode: 0o700 });
    let bytes = 0;
    const bound = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes <= maxBytes) done(null, chunk);
        else
          done(
            new RollcallError(
              'too_large',
              `The file is larger than ${maxBytes.toLocaleString('en')} bytes. Split it, compress it with gzip, or import it from the command line, which takes any size.`,
            ),
          );
      },
    });
    const path = uploadPath(home, record.id);
    await pipeline(content, bound, createWriteStream(`${path}.partial`, { mode: 0o600 }));
    await rename(`${path}.partial`, path);
    if ((await stat(path)).size === 0) throw new RollcallError('invalid_params', `${record.file} is empty.`);
  }

  async function remove(record: ImportRecord): Promise<void> {
    await pool.query('delete from rollcall.imports where no = $1', [record.no]);
    await rm(importFolder(home, record.id), { recursive: true, force: true });
  }

  async function withRows(id: string): Promise<ImportRecord> {
    const record = await readImport(pool, id);
    if (await hasPartitions(pool, record.no)) return record;
    if (record.purgedAt)
      throw new RollcallError(
        'not_found',
        `The rows of import ${id} were deleted on ${record.purgedAt.toISOString().slice(0, 10)}; its counts stay.`,
      );
    throw new RollcallError('not_found', `Import ${id} has not been checked yet: it has no rows.`);
  }
}

/** Short enough to be typed, and nobody guesses another one's. Without letters that are taken for digits. */
function newId(): string {
  const letters = '23456789abcdefghjkmnpqrstvwxyz';
  return `imp_${Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')}`;
}
