import { RollcallError } from '../../nodes/index.ts';
import type { Queryable } from '../queryable.ts';
import type { Answer } from './failure.ts';

export type IdempotencyOptions = {
  /** With the table rollcall.idempotency_keys. */
  pool: Queryable;
  /** A request whose process gave no sign of life for so long is taken to have died. @default 20_000 */
  abandonedAfterMs?: number;
  /** How often to look for the answer of another process. @default 250 */
  pollMs?: number;
  /** How long to wait for the answer of another process. @default 120_000 */
  patienceMs?: number;
};

export type IdempotentRequest = { route: string; key: string; bodyHash: string };

/** What became of the same request before, where it got no final answer. */
export type Earlier = {
  /** How long ago it first began. */
  beganMs: number;
  /** What was answered then; absent where its process died before. */
  body?: unknown;
};

/** @param earlier undefined for a request that comes for the first time */
export type IdempotentWork = (earlier?: Earlier) => Promise<Answer>;

export type Idempotency = {
  /**
   * Runs `work` once per route and key in 24 hours; later calls get its answer, concurrent ones join it.
   * An answer that is not final is given to those who joined; the next call runs `work` again, which is told of it.
   * @throws {RollcallError} idempotency_conflict when the key was used with another body
   */
  run(request: IdempotentRequest, work: IdempotentWork, isFinal: (answer: Answer) => boolean): Promise<Answer>;
  /** Deletes keys older than 24 hours. */
  deleteOld(): Promise<void>;
};

/** `created_at` of a key in flight is its last sign of life, that of a finished one the time of its answer. */
export function createIdempotency(options: IdempotencyOptions): Idempotency {
  const { pool, abandonedAfterMs = 20_000, pollMs = 250, patienceMs = 120_000 } = options;
  const inFlight = new Map<string, { bodyHash: string; answer: Promise<Answer> }>();

  return {
    async run(request, work, isFinal) {
      const id = `${request.route} ${request.key}`;
      const mine = inFlight.get(id);
      if (mine) {
        if (mine.bodyHash !== request.bodyHash) throw conflict(request);
        return mine.answer;
      }
      const answer = answerOnce(request, work, isFinal);
      inFlight.set(id, { bodyHash: request.bodyHash, answer });
      try {
        return await answer;
      } finally {
        inFlight.delete(id);
      }
    },

    async deleteOld() {
      await pool.query("delete from rollcall.idempotency_keys where created_at < now() - interval '24 hours'");
    },
  };

  async function answerOnce(
    request: IdempotentRequest,
    work: IdempotentWork,
    isFinal: (answer: Answer) => boolean,
  ): Promise<Answer> {
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const claimed = await claim(request);
      if (claimed) return execute(request, () => work(claimed.earlier), isFinal);
      const stored = await read(request);
      if (stored && stored.bodyHash !== request.bodyHash) throw conflict(request);
      if (stored?.answer) return stored.answer;
      if (waitedMs >= patienceMs) throw stillInFlight(request);
      if (stored) await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async function claim({ route, key, bodyHash }: IdempotentRequest): Promise<{ earlier?: Earlier } | undefined> {
    const { rows } = await pool.query(
      `with before as (
         select body from rollcall.idempotency_keys where route = $1 and key = $2 and body_hash = $3 and state = 'in_flight')
       insert into rollcall.idempotency_keys as stored (route, key, body_hash) values ($1, $2, $3)
       on conflict (route, key) do update set
         body_hash = excluded.body_hash, state = 'in_flight', status = null, headers = null, body = null,
         created_at = now(), done_at = null,
         started_at = case when stored.state = 'in_flight' and stored.body_hash = excluded.body_hash
           then stored.started_at else now() end
       where stored.created_at < now() - interval '24 hours'
         or (stored.state = 'in_flight' and stored.created_at < now() - $4 * interval '1 millisecond')
       returning (extract(epoch from now() - started_at) * 1000)::float8 as age_ms, (select body from before) as body`,
      [route, key, bodyHash, abandonedAfterMs],
    );
    if (!rows[0]) return undefined;
    const { age_ms, body } = rows[0];
    const beganMs = Number(age_ms);
    return beganMs > 0 ? { earlier: { beganMs, ...(body !== null && { body: JSON.parse(body as string) }) } } : {};
  }

  async function read({ route, key }: IdempotentRequest): Promise<{ bodyHash: string; answer?: Answer } | undefined> {
    const { rows } = await pool.query(
      'select body_hash, state, status, headers, body from rollcall.idempotency_keys where route = $1 and key = $2',
      [route, key],
    );
    if (!rows[0]) return undefined;
    const { body_hash: bodyHash, state, status, headers, body } = rows[0];
    if (state !== 'done') return { bodyHash: bodyHash as string };
    const replayed = { ...(headers as Record<string, string>), 'idempotency-replayed': 'true' };
    // Kept as text in the JSON column, which would sort the keys of an object.
    const answer = { status: status as number, headers: replayed, body: JSON.parse(body as string) };
    return { bodyHash: bodyHash as string, answer };
  }

  async function execute(
    { route, key, bodyHash }: IdempotentRequest,
    work: () => Promise<Answer>,
    isFinal: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const owned = "route = $1 and key = $2 and body_hash = $3 and state = 'in_flight'";
    const owner = [route, key, bodyHash];
    const heartbeat = setInterval(() => {
      pool
        .query(`update rollcall.idempotency_keys set created_at = now() where ${owned}`, owner)
        .catch(() => undefined);
    }, abandonedAfterMs / 4);
    let answer: Answer | undefined;
    try {
      answer = await work();
      return answer;
    } finally {
      clearInterval(heartbeat);
      // The work is done either way: when the database is away now, the caller still gets the answer.
      const recording =
        answer && isFinal(answer)
          ? pool.query(
              `update rollcall.idempotency_keys set state = 'done', status = $4, headers = $5, body = $6,
                 created_at = now(), done_at = now() where ${owned}`,
              [
                ...owner,
                answer.status,
                JSON.stringify(answer.headers ?? {}),
                JSON.stringify(JSON.stringify(answer.body)),
              ],
            )
          : pool.query(
              `update rollcall.idempotency_keys set created_at = now() - $4 * interval '1 millisecond', body = $5 where ${owned}`,
              [...owner, abandonedAfterMs + 1, answer ? JSON.stringify(JSON.stringify(answer.body)) : null],
            );
      await recording.catch(() => undefined);
    }
  }
}

function conflict({ key }: IdempotentRequest): RollcallError {
  return new RollcallError(
    'idempotency_conflict',
    `The Idempotency-Key "${key}" was used with another body in the last 24 hours. Use a new key for a new request.`,
  );
}

function stillInFlight({ key }: IdempotentRequest): RollcallError {
  return new RollcallError(
    'idempotency_conflict',
    `The first request with the Idempotency-Key "${key}" is still being worked on. Send it again later to get its answer.`,
    { retryable: true },
  );
}
