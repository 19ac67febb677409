import type { Clock } from '../bigcommerce/index.ts';

/** setTimeout fires at once for anything longer. */
export const longestTimerMs = 2 ** 31 - 1;

/** The machine's monotonic clock and its timers. A wait keeps the process alive until it is done or cancelled. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wait(ms) {
    let cancel = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.max(0, ms), longestTimerMs));
      cancel = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return { done, cancel };
  },
};
