import { showBar } from './bar.ts';
import type { CliHost } from './cli-host.ts';

export type ProgressState = {
  succeeded: number;
  failed: number;
  /** Part of the file that was read, from 0 to 1; undefined for stdin. */
  read?: number;
  /** Requests left in the store's window, where it tells. */
  quotaLeft?: number;
  /** What is waited for. */
  waiting?: string;
};

export type Progress = {
  update(state: ProgressState): void;
  /** Takes the bar off the terminal, before a line of output that goes there too. */
  clear(): void;
  /** Leaves the last state on the terminal. */
  stop(): void;
};

/** A bar on stderr with pace, results, quota and waits; nothing where stderr is no terminal. */
export function showProgress(stderr: CliHost['stderr'], now: () => number = () => performance.now()): Progress {
  const start = now();
  const bar = showBar(stderr);
  return {
    update: (state) => bar.draw(describeProgress(state, (now() - start) / 1000), state.read ?? 0),
    clear: bar.clear,
    stop: bar.stop,
  };
}

/** `1,204 items | 38/s | 1,200 succeeded, 4 failed | quota 87 | waiting 12 s for quota` */
export function describeProgress(state: ProgressState, seconds: number): string {
  const { succeeded, failed, read, quotaLeft, waiting } = state;
  const items = succeeded + failed;
  const parts = [
    ...(read !== undefined ? [`${Math.floor(read * 100)} % of the file`] : []),
    `${items.toLocaleString('en')} items`,
    `${describePace(items, seconds)}/s`,
    `${succeeded.toLocaleString('en')} succeeded, ${failed.toLocaleString('en')} failed`,
    ...(quotaLeft !== undefined ? [`quota ${quotaLeft}`] : []),
    ...(waiting !== undefined ? [waiting] : []),
  ];
  return parts.join(' | ');
}

/** `38`, and `4.2` where one figure would be coarse. */
export function describePace(items: number, seconds: number): string {
  const pace = seconds > 0 ? items / seconds : 0;
  return pace > 0 && pace < 10 ? pace.toFixed(1) : pace.toFixed(0);
}
