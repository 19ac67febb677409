import { isConnectionLost } from './connection.ts';
import type { Database } from './open-database.ts';
import { type Log, watchTrouble } from './queue-trouble.ts';
import { lostAfterMs, type QueueWorker, startWorker, type WakeableWorker, type WorkOptions } from './queue-worker.ts';
import { errorCode, SetupError } from './setup-error.ts';

export type QueueOptions = {
  /** Takes what goes wrong, as a sentence, and the error. @default nothing */
  log?: Log;
  /** Takes jobs from workers that died. Of all processes only the workers need to. @default true */
  supervise?: boolean;
};

/** Work on stores, shared by all processes of one database. Of a key's work at most one job is in hand at any time. */
export type Queue = {
  /**
   * Makes sure that somebody takes the key's work up after now. Sent many times, it still is at most one job in hand and one or two
   * that wait, so whoever runs it must find out for himself what there is to do.
   */
  send(key: string): Promise<void>;
  /** Takes jobs until stopped. */
  work(options: WorkOptions): Promise<QueueWorker>;
  /** Whether a worker holds the key. A worker that died holds it until its heartbeat is missed. */
  isActive(key: string): Promise<boolean>;
  /** Stops the workers and everything else of this queue. The database stays open. */
  stop(): Promise<void>;
};

const schema = 'rollcall_queue';
const queueName = 'stores';

/**
 * `singleton` is a unique index over the active jobs of a key: two processes cannot hold one key whatever they do. (`groupConcurrency`
 * counts, and let two in when they fetched at once.)
 */
const queueSettings = {
  policy: 'singleton',
  /** The shortest that pg-boss takes. */
  heartbeatSeconds: 10,
  /** Beyond any slice. A job that runs longer has hung; it is given to another worker and its signal aborts. */
  expireInSeconds: 3_600,
  retryLimit: 2_147_483_647,
  retryDelay: 0,
  /** A job that no worker takes for this long is deleted, and pg-boss allows no more. */
  retentionSeconds: 365 * 86_400,
  deleteAfterSeconds: 300,
} as const;

/**
 * Opens the job queue of a database, making it where it is missing. Any number of processes may do so at once.
 * @throws {SetupError} when the database's user may not make it.
 */
export async function openQueue(database: Database, options: QueueOptions = {}): Promise<Queue> {
  const { log = () => undefined, supervise = true } = options;
  let started = false;
  let stopped = false;
  // A statement that hung when the queue was stopped may fail much later, and concerns nobody then.
  const trouble = watchTrouble((...said) => !stopped && log(...said));

  const executeSql = async (text: string, values?: unknown[]) => {
    // A server that is cut off never answers, and would keep the connection. Migrations may take their time.
    const limit = started ? { query_timeout: lostAfterMs } : {};
    try {
      const result = await database.pool.query({ text, ...(values && { values }), ...limit });
      trouble.over();
      // Several statements in one text give several results.
      return Array.isArray(result) ? { rows: result.flatMap(({ rows }) => rows) } : result;
    } catch (error) {
      if (isConnectionLost(error)) trouble.report(error);
      throw error;
    }
  };

  // Loaded when it is needed: most commands need no queue, and it takes 50 ms.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: { executeSql },
    schema,
    supervise,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    maintenanceIntervalSeconds: 60,
    // Jobs that wait for other jobs, which we have not.
    flowIntervalSeconds: 86_400,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', trouble.report);
  try {
    await boss.start();
    if (!(await boss.getQueue(queueName))) await boss.createQueue(queueName, queueSettings);
  } catch (error) {
    await boss.stop();
    if (errorCode(error) !== '42501') throw error;
    throw new SetupError(`The database does not let this user make the job queue: ${(error as Error).message}.`, {
      hint: 'Grant it: grant create on database DATABASE to USER',
      cause: error,
    });
  }
  started = true;

  const workers = new Set<WakeableWorker>();
  const enqueue = async (key: string, pauseSeconds: number) => {
    const waiting = { singletonKey: key, startAfter: pauseSeconds, match: 'all' } as const;
    await boss.upsert(queueName, { key }, waiting);
  };
  const isActive = async (key: string) => {
    // The unique index of the policy, column by column.
    const { rows } = await executeSql(
      `select from ${schema}.job
        where name = $1 and coalesce(singleton_key, '') = $2 and state = 'active' and policy = 'singleton'`,
      [queueName, key],
    );
    return rows.length > 0;
  };

  return {
    async send(key) {
      await persistently(() => enqueue(key, 0));
      for (const worker of workers) worker.wake();
    },
    async work(workOptions) {
      const worker = startWorker({ log, ...workOptions }, { boss, queueName, enqueue, isActive, trouble });
      workers.add(worker);
      return worker;
    },
    isActive: (key) => persistently(() => isActive(key)),
    async stop() {
      await Promise.all([...workers].map((worker) => worker.stop()));
      await boss.stop();
      stopped = true;
    },
  };
}

/** For what may be done twice: the first statements after an outage may meet connections that do not know of it yet. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 5 || !isConnectionLost(error)) throw error;
    }
  }
}
