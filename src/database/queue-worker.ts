import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Log, Trouble } from './queue-trouble.ts';

export type WorkOptions = {
  /** The most jobs at once. @default 200, or 1 with `only` */
  slots?: number;
  /** Takes only this key. @default any */
  only?: string;
  /**
   * Does a slice of the key's work, of ten minutes at most. The signal aborts when the job was lost to others or the worker stops; then
   * it must return soon, and may throw. 'done' ends the job, 'again' queues it anew behind those that wait; after a throw it is queued
   * anew in five seconds.
   */
  run(key: string, signal: AbortSignal): Promise<'done' | 'again'>;
  /** Takes what goes wrong, as a sentence, and the error. @default that of the queue */
  log?: Log;
};

export type QueueWorker = {
  /** Runs that have not ended. */
  readonly running: number;
  /** Takes nothing more, aborts the signals of the runs, waits for their end and gives their jobs to others at once. */
  stop(): Promise<void>;
};

export type WakeableWorker = QueueWorker & {
  /** Looks for jobs now and not at the next poll. */
  wake(): void;
};

type WorkerQueue = {
  boss: PgBoss;
  queueName: string;
  /** Queues a key anew; what waits of it already waits as long. */
  enqueue(key: string, pauseSeconds: number): Promise<void>;
  isActive(key: string): Promise<boolean>;
  trouble: Trouble;
};

type Job = { id: string; retryCount: number; data: { key: string } };

type Held = {
  key: string;
  /** The id and which attempt this is: what a former holder of the job says is not heard. */
  attempt: { id: string; retryCount: number };
  /** When the last heartbeat that arrived was sent, by the monotonic clock. */
  beatenAt: number;
  lost: AbortController;
  /** The database said that another has the job, or had it. */
  refused: boolean;
  /** When its run returned. */
  returnedAt?: number;
  /** Resolved when nobody waits for the job to be settled. */
  dropped: PromiseWithResolvers<void>;
  ended: Promise<void>;
};

const pollMs = 500;
const beatMs = 3_000;
/** Less than the ten seconds after which the job is given to others, so that its run ends before the next one begins. */
export const lostAfterMs = 8_000;
const failurePauseSeconds = 5;
/** What a database that is away or full does not take in this time, a worker that stops leaves to the missed heartbeat. */
const settleWithinMs = 3_000;

/** Takes jobs until stopped. One timer drives it all: thus a process that wakes from a freeze first learns what it lost. */
export function startWorker(options: WorkOptions & { log: Log }, queue: WorkerQueue): WakeableWorker {
  const { only, run, log } = options;
  const slots = only === undefined ? (options.slots ?? 200) : 1;
  const { boss, queueName, trouble } = queue;
  const held = new Set<Held>();
  const stopping = new AbortController();
  let polling: Promise<void> | undefined;
  let pollAgain = false;
  let beating = false;
  let beatenAt = 0;
  let stopped: Promise<void> | undefined;
  let stoppedAt = Number.POSITIVE_INFINITY;
  /** No other worker's, so that a fetch by priority can bring no job but those that this worker marked. */
  const ownPriority = randomInt(1, 2 ** 31);

  const fetchJobs = async (): Promise<Job[]> => {
    if (only === undefined) return boss.fetch(queueName, { batchSize: slots - held.size });
    if (await queue.isActive(only)) return [];
    await boss.update(queueName, undefined, { singletonKey: only, match: 'all', priority: ownPriority });
    return boss.fetch(queueName, { minPriority: ownPriority, maxPriority: ownPriority });
  };

  const poll = () => {
    if (stopping.signal.aborted || held.size >= slots) return;
    if (polling) {
      pollAgain = true;
      return;
    }
    pollAgain = false;
    polling = take().then(() => {
      polling = undefined;
      if (pollAgain) poll();
    });
  };

  const take = async () => {
    const sentAt = performance.now();
    try {
      const jobs = await fetchJobs();
      // After a freeze these may be others' already: what is given back says which attempt it was.
      const late = stopping.signal.aborted || performance.now() - sentAt > lostAfterMs;
      if (!late) for (const job of jobs) start(job, sentAt);
      else if (jobs.length > 0) await boss.fail(queueName, jobs);
    } catch (error) {
      trouble.report(error);
    }
  };

  const start = ({ id, retryCount, data: { key } }: Job, sentAt: number) => {
    // A lost job may come back before its run has ended.
    const before = [...held].filter((one) => one.key === key).map((one) => one.ended);
    const one: Held = {
      key,
      attempt: { id, retryCount },
      beatenAt: sentAt,
      lost: new AbortController(),
      refused: false,
      dropped: Promise.withResolvers(),
      ended: Promise.resolve(),
    };
    held.add(one);
    one.ended = Promise.all(before)
      .then(() => perform(one))
      .then(() => {
        held.delete(one);
        poll();
      });
  };

  const perform = async (one: Held) => {
    const signal = AbortSignal.any([one.lost.signal, stopping.signal]);
    const { key, attempt } = one;
    let settle: () => Promise<unknown>;
    try {
      signal.throwIfAborted();
      const outcome = await run(key, signal);
      settle = async () => {
        if (outcome === 'again') await queue.enqueue(key, 0);
        await boss.complete(queueName, attempt);
      };
    } catch (error) {
      const expected = signal.aborted && (error === signal.reason || (error as Error)?.name === 'AbortError');
      if (!expected) log(`the work on ${key} failed and is queued anew:`, error);
      settle = async () => {
        if (signal.aborted) return boss.fail(queueName, attempt);
        await queue.enqueue(key, failurePauseSeconds);
        return boss.complete(queueName, attempt);
      };
    }
    one.returnedAt = performance.now();
    const settled = async () => {
      // While the database is away.
      while (!isDropped(one) && !(await tried(settle))) await sleep(pollMs, undefined, { ref: false });
    };
    await Promise.race([settled(), one.dropped.promise]);
  };

  /** What cannot be settled now is taken up by others once its heartbeat is missed, so a worker that stops need not wait. */
  const isDropped = ({ refused, lost, returnedAt = Number.POSITIVE_INFINITY }: Held) => {
    if (refused || !stopping.signal.aborted) return refused;
    return lost.signal.aborted || performance.now() - Math.max(returnedAt, stoppedAt) > settleWithinMs;
  };

  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      trouble.report(error);
      return false;
    }
  };

  const lose = (one: Held, why: string) => {
    if (one.lost.signal.aborted || !held.has(one)) return;
    const message = `the job of ${one.key} was lost: ${why}`;
    if (one.returnedAt === undefined) log(message);
    one.lost.abort(new Error(message));
  };

  const beat = async () => {
    const asked = [...held].filter((one) => !one.lost.signal.aborted);
    if (beating || asked.length === 0) return;
    beating = true;
    const sentAt = performance.now();
    beatenAt = sentAt;
    try {
      const attempts = asked.map((one) => one.attempt);
      // pg-boss returns the ids that it found active; its types do not say so.
      const { settled } = (await boss.touch(queueName, attempts)) as { settled: string[] };
      const kept = new Set(settled);
      for (const one of asked) {
        if (kept.has(one.attempt.id)) one.beatenAt = sentAt;
        else {
          one.refused = true;
          lose(one, 'it was given to another worker');
        }
      }
    } catch (error) {
      trouble.report(error);
    } finally {
      beating = false;
    }
  };

  const timer = setInterval(() => {
    const now = performance.now();
    for (const one of held) {
      if (now - one.beatenAt > lostAfterMs) lose(one, 'no heartbeat reached the database for eight seconds');
      if (isDropped(one)) one.dropped.resolve();
    }
    if (now - beatenAt >= beatMs) void beat();
    poll();
  }, pollMs);
  poll();

  return {
    get running() {
      return held.size;
    },
    wake: poll,
    stop() {
      stopped ??= (async () => {
        stoppedAt = performance.now();
        stopping.abort(new Error('the worker stops'));
        // What a fetch under way brings is given back. One that never ends costs others ten seconds.
        const limit = new AbortController();
        await Promise.race([polling, sleep(lostAfterMs, undefined, limit).catch(() => undefined)]);
        limit.abort();
        await Promise.all([...held].map((one) => one.ended));
        clearInterval(timer);
      })();
      return stopped;
    },
  };
}
