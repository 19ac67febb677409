import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { RollcallError } from '../../../nodes/index.ts';
import type { CliHost } from '../cli-host.ts';
import { createObserver } from './observe-run.ts';
import { type RunProgress, showRunProgress } from './run-progress.ts';

export type FollowRunOptions = {
  imports: Imports;
  host: Pick<CliHost, 'stderr'>;
  /** Pauses the import, wherever it runs. */
  signal: AbortSignal;
  /** The worker of this process, if it has one. */
  ownWorker?: string;
  /** What the signal does: it pauses the import, or only ends the watching. @default 'pause' */
  onSignal?: 'pause' | 'leave';
};

const pollMs = 250;
/** So long the database may be away before this command gives up; the import does not. */
const patienceMs = 30_000;

/** Shows an import's progress until it rests. @throws {RollcallError} where the database stays away */
export async function followRun(record: ImportRecord, options: FollowRunOptions): Promise<ImportRecord> {
  const { imports, host, signal, ownWorker, onSignal = 'pause' } = options;
  const { isAtRest } = await import('../../../imports/index.ts');
  const progress = showRunProgress(host.stderr);
  const observer = createObserver({ imports, progress, ...(ownWorker !== undefined && { ownWorker }) });
  let current = record;
  let pauseAsked = false;
  try {
    while (!isAtRest(current.state)) {
      if (signal.aborted && onSignal === 'leave') return current;
      if (signal.aborted && !pauseAsked) {
        progress.say('Pausing: requests in flight are awaited. Ctrl-C again ends at once.');
        await patiently(() => imports.pause(record.id), current, progress);
        pauseAsked = true;
      }
      progress.update(current, pauseAsked ? 'pausing' : await observer.note(current));
      await sleepOrSignal(pollMs, pauseAsked ? undefined : signal);
      current = await patiently(() => imports.get(record.id), current, progress);
    }
    progress.update(current);
    return current;
  } finally {
    progress.stop();
  }
}

/** The database may be away for a while: whoever drives the import waits for it too. */
async function patiently<T>(work: () => Promise<T>, { id }: ImportRecord, progress: RunProgress): Promise<T> {
  const start = performance.now();
  for (let told = false; ; told = true) {
    try {
      return await work();
    } catch (error) {
      const { name, message, hint } = error as Error & { hint?: string };
      if (name === 'RollcallError') throw error;
      if (performance.now() - start > patienceMs)
        throw new RollcallError(
          'internal',
          `The database does not answer, and the import rests until it does: ${message} ${hint ? `${hint} ` : ''}Nothing is lost. Go on with: rollcall imports resume ${id}`,
          { retryable: true, cause: error },
        );
      if (!told) progress.say('The database does not answer. Trying again ...');
      await sleep(1_000);
    }
  }
}

async function sleepOrSignal(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal && { signal }).catch(() => undefined);
}
