import { isDiskFull } from '../database/index.ts';
import { isRollcallError, RollcallError } from '../nodes/index.ts';
import type { CheckProgress } from './check-import.ts';
import { whileSigning } from './check-life.ts';
import type { ImportsOptions } from './create-imports.ts';
import type { ImportRecord, Reason } from './import.ts';
import { readOptions } from './import-options.ts';
import { readImport } from './import-rows.ts';
import type { CheckInput } from './imports.ts';
import { openStoreOf } from './open-store-of.ts';
import { findUpload, uploadPath } from './uploads.ts';

export type RunningCheck = { progress?: CheckProgress; done: Promise<ImportRecord> };

export type RunningChecksOptions = Pick<ImportsOptions, 'pool' | 'home' | 'databaseFolder' | 'sealer' | 'openStore'>;

/** Postgres itself says only which of its files found no room. */
const databaseFull: Reason = {
  code: 'disk_full',
  message: 'The disk of the database is full. Free some space, several times the size of the file.',
};

/** The checks of this process, at most one an import: another one takes the place of that which runs. */
export function openChecks({ pool, home, databaseFolder, sealer, openStore }: RunningChecksOptions) {
  const checks = new Map<string, RunningCheck & { stop: AbortController }>();

  return {
    check,
    running: (id: string): RunningCheck | undefined => checks.get(id),
    stop,
    async close(): Promise<void> {
      for (const id of checks.keys()) await stop(id);
    },
  };

  async function check(id: string, input: CheckInput = {}): Promise<ImportRecord> {
    const stopped = stop(id);
    const own = new AbortController();
    const begin = async (): Promise<ImportRecord> => {
      await stopped;
      const record = await readImport(pool, id);
      if (record.state !== 'checking' && record.state !== 'ready')
        throw new RollcallError(
          'invalid_params',
          `Import ${id} is ${record.state}: it was checked before it was started. Import the file again to check it anew.`,
        );
      await whileSigning(pool, record.no, () =>
        run(record, input, own.signal, (progress) => {
          running.progress = progress;
        }),
      );
      return readImport(pool, id);
    };
    const running: RunningCheck & { stop: AbortController } = { stop: own, done: begin() };
    checks.set(id, running);
    try {
      return await running.done;
    } finally {
      if (checks.get(id) === running) checks.delete(id);
    }
  }

  /** Breaks off what runs, if anything, and waits for its end. */
  async function stop(id: string): Promise<void> {
    const running = checks.get(id);
    running?.stop.abort();
    await running?.done.catch(() => undefined);
  }

  async function run(
    record: ImportRecord,
    { input, options: given, onProgress, onProposal, signal }: CheckInput,
    stopped: AbortSignal,
    keepProgress: (progress: CheckProgress) => void,
  ): Promise<void> {
    const { checkImport } = await import('./check-import.ts');
    const options = readOptions(given, record.options);
    const store = await openStoreOf(record, openStore);
    const { seal } = await sealer();
    const over = signal ? AbortSignal.any([stopped, signal]) : stopped;
    // One that is ready stays so, where its file is not here to be checked anew.
    const file = input ?? (record.state === 'ready' ? await findUpload(home, record) : undefined);
    await pool.query(
      `update rollcall.imports set state = 'checking', reason = null where no = $1 and state in ('checking', 'ready')`,
      [record.no],
    );
    try {
      await checkImport({
        pool,
        record,
        input: file ?? (await findUpload(home, record)),
        store,
        options,
        seal,
        signal: over,
        onProgress(progress) {
          keepProgress(progress);
          onProgress?.(progress);
        },
        ...(onProposal && { onProposal }),
        ...(databaseFolder !== undefined && { databaseFolder }),
      });
    } catch (error) {
      // Where an upload is kept is nobody's business: the file has the name that the user gave it.
      const message = (error as Error).message.replaceAll(uploadPath(home, record.id), record.file);
      if (!over.aborted) await keepReason(record, error, message);
      throw withMessage(error, message);
    }
  }

  async function keepReason({ no }: ImportRecord, error: unknown, message: string): Promise<void> {
    const { code = 'internal', param } = error as { code?: string; param?: string };
    const reason: Reason = isDiskFull(error) ? databaseFull : { code, message, ...(param !== undefined && { param }) };
    await pool
      .query(`update rollcall.imports set reason = $2 where no = $1 and state = 'checking'`, [no, reason])
      .catch(() => undefined);
  }
}

function withMessage(error: unknown, message: string): unknown {
  if (!isRollcallError(error) || message === error.message) return error;
  const { code, param, details } = error;
  return new RollcallError(code, message, {
    ...(param !== undefined && { param }),
    ...(details && { details }),
    cause: error,
  });
}
