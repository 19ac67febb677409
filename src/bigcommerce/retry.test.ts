import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff, decideRetry, type RequestFailure } from './retry.ts';

const middle = () => 0.5;
const write = { repeatable: false, attempt: 1 };
const read = { repeatable: true, attempt: 1 };

describe('after a failed request', () => {
  test('a write that may have reached the store is never sent again without asking', () => {
    const reached: fc.Arbitrary<RequestFailure> = fc.oneof(
      fc.constant({ kind: 'lost' } as const),
      fc.record({ kind: fc.constant('server_error' as const), status: fc.integer({ min: 500, max: 599 }) }),
    );
    fc.assert(
      fc.property(reached, fc.integer({ min: 1, max: 20 }), (failure, attempt) => {
        expect(decideRetry({ repeatable: false, attempt, failure }, middle).action).toBe('ask');
      }),
    );
  });

  test('a 429 is waited for as long as the longer of its headers says', () => {
    const failure: RequestFailure = { kind: 'refused', retryAfterMs: 3_000, resetMs: 11_000 };
    expect(decideRetry({ ...write, failure }, middle)).toMatchObject({ action: 'wait', ms: 11_000 });
    expect(decideRetry({ ...write, failure: { ...failure, retryAfterMs: 20_000 } }, middle)).toMatchObject({
      ms: 20_000,
    });
  });

  test('a 429 without headers is waited for 1 s, doubling to 32 s, with a random part', () => {
    const most = Array.from({ length: 8 }, (_, i) => backoff(i + 1, () => 0.999999));
    expect(most).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 32_000, 32_000]);
    expect(backoff(1, () => 0)).toBe(500);
  });

  test('what never reached the store is sent again, then reported', () => {
    const failure: RequestFailure = { kind: 'not_sent' };
    expect(decideRetry({ ...write, failure }, middle).action).toBe('wait');
    expect(decideRetry({ ...write, attempt: 4, failure }, middle).action).toBe('give_up');
  });

  test('a read is repeated after server errors and lost replies, and given up in the end', () => {
    const broken: RequestFailure = { kind: 'server_error', status: 503 };
    expect(decideRetry({ ...read, failure: broken }, middle).action).toBe('wait');
    expect(decideRetry({ ...read, attempt: 10, failure: broken }, middle).action).toBe('give_up');
    expect(decideRetry({ ...read, attempt: 5, failure: { kind: 'lost' } }, middle).action).toBe('give_up');
  });
});
