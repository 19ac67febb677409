import type { SandboxClock } from '../options.ts';

/**
 * The system's clock, whose sleeps end when it is stopped: by rejection, so that what was to follow does not happen. It never goes back: a
 * clock that is set while the sandbox runs would make a window of the quota as much longer.
 */
export function createSystemClock(): SandboxClock & { stop(): void } {
  const sleeping = new Map<NodeJS.Timeout, (reason: Error) => void>();
  const origin = Date.now() - performance.now();
  let stopped = false;
  return {
    now: () => Math.floor(origin + performance.now()),
    sleep(ms) {
      return new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('The sandbox was stopped'));
        const timer = setTimeout(() => {
          sleeping.delete(timer);
          resolve();
        }, ms);
        sleeping.set(timer, reject);
      });
    },
    stop() {
      stopped = true;
      for (const [timer, reject] of sleeping) {
        clearTimeout(timer);
        reject(new Error('The sandbox was stopped'));
      }
      sleeping.clear();
    },
  };
}
