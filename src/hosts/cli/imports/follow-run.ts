import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { RollcallError } from '../../../nodes/index.ts';
import { isDiskFull } from '../../database-trouble.ts';
import type { CliHost } from '../cli-host.ts';
import { describeStop } from './describe-stop.ts';
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
  /** What keeps the worker of this process from going on, and even from pausing the import. */
  brokenBy?: () => unknown;
};

const pollMs = 250;
/** So long the database may be away before this command gives up; the import does not. */
const patienceMs = 30_000;
/** A full disk rarely gets room by itself. */
const fullPatienceMs = 3_000;

/** Shows an import's progress until it rests. @throws {RollcallError} where the database stays away */
export async function followRun(record: ImportRecord, options: FollowRunOptions): Promise<ImportRecord> {
  const { imports, host, signal, ownWorker, onSignal = 'pause', brokenBy } = options;
  const { isAtRest } = await import('../../../imports/index.ts');
  const progress = showRunProgress(host.stderr);
  const observer = createObserver({ imports, progress, ...(ownWorker !== undefined && { ownWorker }) });
  let current = record;
  let pauseAsked = false;
  try {
    while (!isAtRest(current.state) && !isLostCheck(current)) {
      if (signal.aborted && onSignal === 'leave') return current;
      if (signal.aborted && !pauseAsked) {
        progress.say('Pausing: requests in flight are awaited. Ctrl-C again ends at once.');
        await patiently(() => imports.pause(record.id), current, progress);
        pauseAsked = true;
      }
      progress.update(current, pauseAsked ? 'pausing' : await observer.note(current));
      await sleepOrSignal(pollMs, pauseAsked ? undefined : signal);
      // Asked before the record is read: whatever a worker wrote before it let go is in the record.
      const error = brokenBy?.();
      current = await patiently(() => imports.get(record.id), current, progress);
      if (error !== undefined && !isAtRest(current.state)) throw stopped(error, current);
    }
    progress.update(current);
    return current;
  } finally {
    progress.stop();
  }
}

/** A check that failed or died with its process: nobody goes on with it by itself. */
function isLostCheck({ state, reason }: ImportRecord): boolean {
  return state === 'checking' && reason !== undefined;
}

/** The database may be away for a while: whoever drives the import waits for it too. */
async function patiently<T>(work: () => Promise<T>, record: ImportRecord, progress: RunProgress): Promise<T> {
  const start = performance.now();
  for (let told = false; ; told = true) {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).name === 'RollcallError') throw error;
      const full = isDiskFull(error);
      if (performance.now() - start > (full ? fullPatienceMs : patienceMs)) throw stopped(error, record);
      if (!told) progress.say(`${full ? 'The disk is full' : 'The database does not answer'}. Trying again ...`);
      await sleep(1_000);
    }
  }
}

/** Without the database nobody drives the import, and nobody knows more of it than was last read. */
function stopped(error: unknown, record: ImportRecord): RollcallError {
  return new RollcallError('internal', describeStop(record, error), {
    retryable: true,
    cause: error,
    details: { import_id: record.id },
  });
}

async function sleepOrSignal(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal && { signal }).catch(() => undefined);
}
