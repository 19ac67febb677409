import type { Readable } from 'node:stream';
import type { CheckProgress, ImportRecord, Imports } from '../../../imports/index.ts';
import { showBar } from '../bar.ts';
import type { CliHost } from '../cli-host.ts';
import { count } from './amounts.ts';

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
  { id }: ImportRecord,
  { imports, host, signal, input }: CheckOptions,
): Promise<ImportRecord> {
  const bar = showBar(host.stderr);
  try {
    return await imports.check(id, {
      input,
      signal,
      onProgress: (progress) => bar.draw(`checking | ${count(progress.rows, 'row')}`, partOf(progress)),
    });
  } catch (error) {
    const cancelled = await imports.cancel(id).catch(() => undefined);
    if (signal.aborted && cancelled) return cancelled;
    throw error;
  } finally {
    bar.stop();
  }
}

function partOf({ bytesRead, bytes }: CheckProgress): number | undefined {
  return bytes ? bytesRead / bytes : undefined;
}
