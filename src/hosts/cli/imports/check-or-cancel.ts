import type { Readable } from 'node:stream';
import type { CheckProgress, ImportRecord, Imports } from '../../../imports/index.ts';
import { count } from '../../amounts.ts';
import { isDiskFull } from '../../database-trouble.ts';
import { showBar } from '../bar.ts';
import type { CliHost } from '../cli-host.ts';
import { explainCheck } from './describe-stop.ts';
import { withMapHint } from './with-flags.ts';

export type CheckOptions = {
  imports: Imports;
  host: Pick<CliHost, 'stderr'>;
  /** Ends the check, and with it the import. */
  signal: AbortSignal;
  input: string | Readable;
};

/**
 * Checks a new import with a progress bar. Where that fails or is broken off, the import is cancelled: the next try is a new one.
 * @throws what is wrong with the file or the store
 */
export async function checkOrCancel(
  record: ImportRecord,
  { imports, host, signal, input }: CheckOptions,
): Promise<ImportRecord> {
  const bar = showBar(host.stderr);
  let rows = 0;
  try {
    return await imports.check(record.id, {
      input,
      signal,
      onProgress(progress) {
        rows = progress.rows;
        bar.draw(`checking | ${count(rows, 'row')}`, partOf(progress));
      },
    });
  } catch (error) {
    let away: unknown;
    const cancelled = await imports.cancel(record.id).catch((failure: unknown) => {
      away = failure;
    });
    if (signal.aborted && cancelled) return cancelled;
    // A database that found no room for its own log only hangs up; why is known when it cannot start again.
    const why = (error as Error).name !== 'RollcallError' && isDiskFull(away) ? away : error;
    throw withMapHint(explainCheck(why, record, rows));
  } finally {
    bar.stop();
  }
}

function partOf({ bytesRead, bytes }: CheckProgress): number | undefined {
  return bytes ? bytesRead / bytes : undefined;
}
