import type { Random } from './ports.ts';

/** Why a request has no usable reply. */
export type RequestFailure =
  /** 429: the store refused before it executed anything. */
  | { kind: 'refused'; retryAfterMs?: number; resetMs?: number }
  /** The request cannot have reached the store. */
  | { kind: 'not_sent' }
  /** The connection ended, timed out or broke off within the reply. */
  | { kind: 'lost' }
  /** 5xx: the store, or something in front of it, failed at an unknown point. */
  | { kind: 'server_error'; status: number };

export type RetryDecision =
  | { action: 'wait'; ms: number; because: string }
  /** The write may have happened: look before anything is sent again. */
  | { action: 'ask'; because: string }
  | { action: 'give_up'; because: string };

export type RetryQuestion = {
  /** True for reads, and for writes whose repetition leaves the store as one sending does. */
  repeatable: boolean;
  /** Failures of this request so far, this one included. */
  attempt: number;
  failure: RequestFailure;
};

const firstBackoffMs = 1_000;
const longestBackoffMs = 32_000;
/** A store that cannot be reached at all is reported after about 7 s. */
const connectAttempts = 4;
/** BigCommerce: "retry 500/502/503/504 with backoff, up to 10 times". */
const serverErrorAttempts = 10;
/** Each lost reply may have cost a timeout of 90 s. */
const lostAttempts = 5;

/** Decides what follows a failed request. No write is ever repeated blindly. */
export function decideRetry({ repeatable, attempt, failure }: RetryQuestion, random: Random): RetryDecision {
  switch (failure.kind) {
    case 'refused': {
      // A 429 was not executed, so sending it again is always safe. The longer of the two headers is honoured.
      const named = Math.max(failure.retryAfterMs ?? 0, failure.resetMs ?? 0);
      if (named > 0) return { action: 'wait', ms: named, because: 'the store named the wait' };
      return { action: 'wait', ms: backoff(attempt, random), because: 'refused without headers: high load' };
    }
    case 'not_sent':
      // Nothing reached the store: a write may be sent again as well.
      return attempt < connectAttempts
        ? { action: 'wait', ms: backoff(attempt, random), because: 'the store could not be reached' }
        : { action: 'give_up', because: 'the store could not be reached' };
    case 'lost':
      // It may have been executed.
      if (!repeatable) return { action: 'ask', because: 'the reply was lost' };
      return attempt < lostAttempts
        ? { action: 'wait', ms: backoff(attempt, random), because: 'the reply was lost; repeating is harmless' }
        : { action: 'give_up', because: 'no reply came' };
    case 'server_error':
      // A 5xx may come from a gateway in front of a write that went through.
      if (!repeatable) return { action: 'ask', because: `the store answered ${failure.status}` };
      return attempt < serverErrorAttempts
        ? { action: 'wait', ms: backoff(attempt, random), because: `the store answered ${failure.status}` }
        : { action: 'give_up', because: `the store answered ${failure.status} again and again` };
  }
}

/** 1 s doubling to 32 s, of which a random half is waited at least, so that clients do not return together. */
export function backoff(attempt: number, random: Random): number {
  const whole = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return Math.round(whole * (0.5 + random() / 2));
}
