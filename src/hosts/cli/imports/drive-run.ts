import { hostname } from 'node:os';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { isDiskFull } from '../../database-trouble.ts';
import { within } from '../../within.ts';
import type { CliHost } from '../cli-host.ts';
import { followRun } from './follow-run.ts';

export type DriveRunOptions = { imports: Imports; host: Pick<CliHost, 'stderr'>; signal: AbortSignal };

/** A worker that cannot reach the database any more is not waited for longer than this; whatever it held, others take over. */
const stopMs = 20_000;

/** Works on the import's store in this process, unless another one does, and shows the progress until the import rests. */
export async function driveRun(
  record: ImportRecord,
  { imports, host, signal }: DriveRunOptions,
): Promise<ImportRecord> {
  const ownWorker = `${hostname()}:${process.pid}`;
  let full: unknown;
  const log = (_message: string, error?: unknown): void => {
    if (isDiskFull(error)) full = error;
  };
  const worker = await imports.work({ only: record.storeKey, name: ownWorker, log });
  // The queue meets the full disk, too, often before the run does: whoever still drives the import may yet pause it.
  const brokenBy = (): unknown => (worker.running === 0 ? full : undefined);
  try {
    return await followRun(record, { imports, host, signal, ownWorker, brokenBy });
  } finally {
    await within(worker.stop(), { ms: stopMs });
  }
}
