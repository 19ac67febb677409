import { describe, expect, test } from 'vitest';
import { secondsLeft, type TimeLeftInput } from '../../console/src/pages/imports/run/time-left.ts';

const check = { rows: 1_200, calls: 120, would: { created: 1_200, updated: 0, unchanged: 0, skipped: 0, rejected: 0 } };
const options = { quota_share: 1 };
const quota = { requests: 30, window_ms: 30_000, named: true };

/** A run of a file of 1,200 new customers under a quota of 30 calls in 30 s. */
const run = (of: Partial<Record<keyof TimeLeftInput, unknown>>): TimeLeftInput =>
  ({
    rows: 1_200,
    pending: 1_200,
    rejected: 0,
    skipped: 0,
    requests: 0,
    seconds: 0,
    history: [],
    options,
    check: { ...check, quota },
    ...of,
  }) as TimeLeftInput;

const live = (available: number, reset_ms: number) => ({ worker: 'w', at: 0, quota: 30, available, reset_ms });

describe('the time that an import has left', () => {
  test('is not guessed in its first seconds', () => {
    expect(secondsLeft(run({ pending: 1_100, requests: 12, seconds: 1.5, live: live(18, 28_500) }))).toBeUndefined();
    expect(secondsLeft(run({}))).toBeUndefined();
  });

  test('counts the windows of the quota that the rest needs, not the pace of the first burst', () => {
    // 300 rows went at once, 900 are left: 90 calls, in three more windows of 30.
    const left = secondsLeft(run({ pending: 900, requests: 30, seconds: 3, live: live(0, 27_000) }))!;
    expect(left).toBeGreaterThanOrEqual(27 + 60);
    expect(left).toBeLessThanOrEqual(27 + 90);
  });

  test('is never less than the wait for the next window that it needs', () => {
    for (const pending of [1, 40, 300])
      expect(
        secondsLeft(run({ pending, requests: (1_200 - pending) / 10, seconds: 95, live: live(0, 19_000) })),
      ).toBeGreaterThanOrEqual(19);
  });

  test('knows the share of the quota that the import may use', () => {
    const half = { options: { quota_share: 0.5 }, pending: 900, requests: 30, seconds: 35 };
    // 15 of 30 calls are spared, so that none is free although 15 are left; 90 calls take six windows more.
    const left = secondsLeft(run({ ...half, live: live(15, 25_000) }))!;
    expect(left).toBeGreaterThanOrEqual(25 + 5 * 30);
    expect(left).toBeLessThanOrEqual(25 + 6 * 30);
  });

  test('takes the rows that a call really carries', () => {
    // With the newsletter each customer takes a call more.
    const left = secondsLeft(run({ pending: 600, requests: 660, seconds: 640, live: live(0, 20_000) }))!;
    expect(left).toBeGreaterThan(600);
    expect(left).toBeLessThan(720);
  });

  test('leaves out the rows that take no call', () => {
    const would = { ...check.would, created: 300, rejected: 900 };
    const view = run({ rows: 1_200, pending: 1_200, check: { ...check, calls: 30, would, quota }, requests: 0 });
    expect(secondsLeft({ ...view, live: live(0, 10_000) })).toBeLessThanOrEqual(10 + 30);
  });

  test('follows the pace where the store is slower than its quota', () => {
    const slow = { ...live(20, 15_000), quota: 450, available: 400 };
    const history = Array.from({ length: 40 }, (_, i) => ({
      at: 0,
      run_ms: i * 2_000,
      settled: i * 2,
      available: 400,
      quota: 450,
    }));
    const soonThrough = secondsLeft(run({ pending: 1_120, requests: 8, seconds: 80, history, live: slow }))!;
    expect(soonThrough).toBeGreaterThan(1_000);
    expect(soonThrough).toBeLessThan(1_300);
    // More than a window's calls, which the quota would allow in a minute and a half.
    const large = run({ rows: 12_000, pending: 11_920, requests: 8, seconds: 80, history, live: slow });
    const later = secondsLeft({ ...large, check: { ...large.check!, rows: 12_000, calls: 1_200 } })!;
    expect(later).toBeGreaterThan(11_000);
    expect(later).toBeLessThan(13_000);
  });
});
