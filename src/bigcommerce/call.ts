import { RollcallError } from './errors.ts';
import type { Clock } from './ports.ts';

/** Options of every call that reaches a store. */
export type CallOptions = {
  /** Nothing more is sent once it aborts; a write in flight is still awaited. */
  signal?: AbortSignal;
  /** The most that the call waits for quota, retries and replies in all, in milliseconds. @default no bound */
  maxWaitMs?: number;
  /** Bulk work leaves one place of each endpoint free for interactive calls. @default false */
  bulk?: boolean;
  /** The part of the quota that the call may use, where that is less than the store's own share. @default 1 */
  quotaShare?: number;
  /** Told of a decision that changes what the call costs. */
  onNotice?: (notice: { code: string; message: string }) => void;
  /** Told of each wait that is longer than a second, so that none is silent. */
  onWait?: (wait: { reason: 'quota' | 'refused' | 'retry'; ms: number; endpoint: string }) => void;
};

/** The options of one call with its deadline on the clock. */
export type Call = CallOptions & { deadline: number; bulk: boolean };

/** The store's own signal counts where the call brings none. */
export function startCall(store: { clock: Clock; signal?: AbortSignal | undefined }, options: CallOptions = {}): Call {
  const { maxWaitMs, signal = store.signal, bulk = false } = options;
  const deadline = maxWaitMs === undefined ? Number.POSITIVE_INFINITY : store.clock.now() + maxWaitMs;
  return { ...options, ...(signal && { signal }), deadline, bulk };
}

/** 8000 -> "8 s" */
export const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

export function cancelled(call: Call): RollcallError {
  return new RollcallError('timeout', 'Not sent: the call was cancelled. Run it again to go on.', {
    retryable: true,
    cause: call.signal?.reason,
  });
}

/** Not sent, because the next moment at which it may be sent lies past the deadline. */
export function overdue(call: Call, retryAfterMs: number, because = "the store's quota is spent"): RollcallError {
  const ms = Math.ceil(retryAfterMs);
  return new RollcallError(
    'rate_limited',
    `Not sent within ${inSeconds(call.maxWaitMs!)} (max_wait_ms): ${because}. Run it again in ${Math.ceil(ms / 1000)} s.`,
    { details: { retry_after_ms: ms } },
  );
}

/** Sleeps `ms`, less when the signal aborts. @throws {RollcallError} `rate_limited` at once when the deadline comes first. */
export async function pause(clock: Clock, ms: number, call: Call): Promise<void> {
  if (call.signal?.aborted) throw cancelled(call);
  if (clock.now() + ms > call.deadline) throw overdue(call, ms, 'the store asked to wait longer');
  const { done, cancel } = clock.wait(ms);
  call.signal?.addEventListener('abort', cancel);
  await done;
  call.signal?.removeEventListener('abort', cancel);
  if (call.signal?.aborted) throw cancelled(call);
}
