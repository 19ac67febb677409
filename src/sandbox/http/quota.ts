import { seededRandom } from '../faults/seeded-random.ts';

/** One quota window, as `stats()` shows it. */
export type QuotaWindow = {
  /** Milliseconds since 1970. */
  started_at: number;
  quota: number;
  /** Units that requests took. */
  used: number;
  /** Units that another app took. */
  thief: number;
  left: number;
  /** Requests turned away because nothing was left. */
  refused: number;
};

export type Quota = {
  /** Takes one unit; false when none is left. */
  take(now: number): boolean;
  hasLeft(now: number): boolean;
  /** The four headers, as of `now`; nothing when unlimited. */
  headers(now: number): Record<string, string>;
  /** Milliseconds until the window ends. */
  reset(now: number): number;
  /** Every window so far, the current one last; of a long pause at most 100 unused ones are listed, of all at most the latest 10,000. */
  windows(now: number): QuotaWindow[];
  /** Lets another app take `rate` of every window and `units` in all, bite by bite at seeded moments. */
  setThief(thief: { rate: number; seed: number; units: number }, now: number): void;
  /** Changes the units of a window, those of the current one too; 0 lifts the limit. */
  setUnits(units: number, now: number): void;
};

const MAX_WINDOWS = 10_000;
const MAX_UNUSED = 100;

/** Fixed windows with a countdown. That they are counted from the sandbox's start is our choice. A quota of 0 is unlimited. */
export function createQuota(options: { quota: number; windowMs: number; startedAt: number }): Quota {
  const { windowMs } = options;
  let quota = options.quota;
  const past: QuotaWindow[] = [];
  let current = open(options.startedAt);
  let thief = { rate: 0, seed: 0, units: 0 };
  /** Moments of this window at which the other app takes a unit, rising, in milliseconds from its start. */
  let bites: number[] = [];

  function open(startedAt: number): QuotaWindow {
    return { started_at: startedAt, quota, used: 0, thief: 0, left: quota, refused: 0 };
  }

  function planBites(): void {
    const number = Math.round(thief.rate * quota);
    const random = seededRandom(thief.seed + current.started_at);
    bites = Array.from({ length: number }, () => Math.floor(random() * windowMs)).sort((a, b) => a - b);
  }

  /** Moments of this window that have passed are not taken after the fact. */
  function planRest(now: number): void {
    planBites();
    bites = bites.filter((moment) => moment >= now - current.started_at);
  }

  function bite(elapsed: number): void {
    while (bites.length > 0 && bites[0]! <= elapsed) {
      bites.shift();
      if (current.left === 0 || thief.units === 0) continue;
      thief.units -= 1;
      current.thief += 1;
      current.left -= 1;
    }
  }

  function roll(now: number): void {
    if (quota === 0) return;
    let steps = 0;
    while (now - current.started_at >= windowMs) {
      bite(windowMs);
      past.push(current);
      steps += 1;
      const unlisted = steps > MAX_UNUSED ? Math.floor((now - current.started_at) / windowMs) : 1;
      current = open(current.started_at + Math.max(1, unlisted) * windowMs);
      if (thief.rate > 0) planBites();
    }
    if (past.length > MAX_WINDOWS) past.splice(0, past.length - MAX_WINDOWS);
    if (bites.length > 0) bite(now - current.started_at);
  }

  function reset(now: number): number {
    return Math.max(0, current.started_at + windowMs - now);
  }

  return {
    take(now) {
      if (quota === 0) return true;
      roll(now);
      if (current.left === 0) {
        current.refused += 1;
        return false;
      }
      current.used += 1;
      current.left -= 1;
      return true;
    },
    hasLeft(now) {
      roll(now);
      return quota === 0 || current.left > 0;
    },
    headers(now): Record<string, string> {
      if (quota === 0) return {};
      roll(now);
      return {
        'x-rate-limit-time-window-ms': String(windowMs),
        'x-rate-limit-time-reset-ms': String(reset(now)),
        'x-rate-limit-requests-quota': String(quota),
        'x-rate-limit-requests-left': String(current.left),
      };
    },
    reset(now) {
      roll(now);
      return reset(now);
    },
    windows(now) {
      if (quota === 0) return [];
      roll(now);
      return [...past, { ...current }];
    },
    setThief(next, now) {
      roll(now);
      thief = { ...next };
      planRest(now);
    },
    setUnits(units, now) {
      roll(now);
      const wasUnlimited = quota === 0;
      quota = units;
      // Without a limit no windows were counted.
      current = wasUnlimited
        ? open(now)
        : { ...current, quota, left: Math.max(0, quota - current.used - current.thief) };
      planRest(now);
    },
  };
}
