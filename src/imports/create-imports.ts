import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Clock, Store } from '../bigcommerce/index.ts';
import { explainFileError, type Queue } from '../database/index.ts';
import { isRollcallError, RollcallError } from '../nodes/index.ts';
import { tellLostChecks, whileSigning } from './check-life.ts';
import { controlImports } from './control-imports.ts';
import type { FixResult } from './fixes/index.ts';
import type { ImportOptions, ImportRecord } from './import.ts';
import { readOptions } from './import-options.ts';
import { findImports, insertImport, listImports, readAhead, readHistory, readImport } from './import-rows.ts';
import type { Imports, NewImportInput } from './imports.ts';
import { openMappingFiles } from './mapping/mapping-files.ts';
import { openStoreOf } from './open-store-of.ts';
import { hasPartitions } from './partitions.ts';
import { readProblems } from './problems.ts';
import { purgeImports } from './purge.ts';
import { readRowLife } from './row-life.ts';
import { openChecks } from './running-checks.ts';
import { importFolder, summaryOf } from './summary.ts';
import { dropUpload, findUpload, keepUpload } from './uploads.ts';

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
  const checks = openChecks(options);
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
        await whileSigning(pool, record.no, () => keepUpload(home, record, content, maxBytes));
      } catch (error) {
        await remove(record);
        throw explainFileError(error, home);
      }
      // Whoever asks for another check, or for the start, waits for this one or replaces it.
      imports.check(record.id).catch(() => undefined);
      return record;
    },

    check: checks.check,
    checking: checks.running,

    async start(id, input = {}) {
      // A start right after the upload means: once it is checked.
      await checks.running(id)?.done;
      const before = await readImport(pool, id);
      // What was corrected since the last check counts only once it was checked.
      if (before.state === 'checking' || (before.state === 'ready' && before.needsCheck)) await imports.check(id);
      const record = await readImport(pool, id);
      const chosen: ImportOptions = readOptions(input.options, record.options);
      const started = await control.start(record, chosen, input.limit);
      await dropUpload(home, id).catch(() => undefined);
      return started;
    },
    pause: control.pause,
    async cancel(id) {
      await checks.stop(id);
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
      await checks.running(id)?.done.catch(() => undefined);
      const { checkFixable, judgeRows, keepFixes, countFixes, readFixes } = await import('./fixes/index.ts');
      const before = await withRows(id);
      checkFixable(before);
      await findUpload(home, before, 'and is not kept here: correct the cells in the file itself');
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
        const store = await openStoreOf(record, openStore);
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
          openStore: (record) => openStoreOf(record, openStore),
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
      await checks.close();
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
