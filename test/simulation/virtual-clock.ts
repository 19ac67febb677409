import type { Clock } from '../../src/bigcommerce/index.ts';

/** Time that passes only when nothing else can happen. */
export type VirtualClock = Clock & {
  /** Runs `task` to its end, however long it sleeps. @throws when nothing can happen any more and the task has not ended */
  run<T>(task: Promise<T>): Promise<T>;
};

type Timer = { at: number; order: number; fire(): void; cancelled: boolean };

/** A clock for a simulation: `wait` costs no real time, and equal seeds give equal orders. */
export function createVirtualClock(startMs = 0): VirtualClock {
  let now = startMs;
  let order = 0;
  const timers: Timer[] = [];

  return {
    now: () => now,
    wait(ms) {
      let fire!: () => void;
      const done = new Promise<void>((resolve) => {
        fire = resolve;
      });
      const timer: Timer = { at: now + Math.max(0, ms), order: order++, fire, cancelled: false };
      insert(timer);
      return {
        done,
        cancel() {
          timer.cancelled = true;
          fire();
        },
      };
    },
    async run(task) {
      let ended = false;
      const watched = task.finally(() => {
        ended = true;
      });
      watched.catch(() => undefined);
      while (true) {
        // All microtasks run before a macrotask does: then nothing moves without a timer.
        await new Promise(setImmediate);
        if (ended) return watched;
        const next = nextTimer();
        if (!next) throw new Error('The simulation stands still: no timer is set and the run has not ended.');
        now = Math.max(now, next.at);
        next.fire();
      }
    },
  };

  function insert(timer: Timer): void {
    let place = timers.length;
    while (place > 0 && later(timers[place - 1]!, timer)) place -= 1;
    timers.splice(place, 0, timer);
  }

  function nextTimer(): Timer | undefined {
    while (timers.length > 0) {
      const timer = timers.shift()!;
      if (!timer.cancelled) return timer;
    }
    return undefined;
  }
}

function later(a: Timer, b: Timer): boolean {
  return a.at > b.at || (a.at === b.at && a.order > b.order);
}
