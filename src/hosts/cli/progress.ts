import { Presets, SingleBar } from 'cli-progress';
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

const silent: Progress = { update: () => undefined, clear: () => undefined, stop: () => undefined };

/** A bar on stderr with pace, results, quota and waits; nothing where stderr is no terminal. */
export function showProgress(stderr: CliHost['stderr'], now: () => number = () => performance.now()): Progress {
  if (!stderr.isTTY) return silent;
  const start = now();
  let line = '';
  const bar = new SingleBar(
    {
      stream: stderr as NodeJS.WritableStream,
      hideCursor: null,
      fps: 8,
      format: (options, { progress }) => {
        const cells = Math.round(progress * 24);
        const full = (options.barCompleteChar ?? '#').repeat(cells);
        return `${full}${(options.barIncompleteChar ?? '.').repeat(24 - cells)} ${line}`;
      },
    },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  return {
    update(state) {
      line = describeProgress(state, (now() - start) / 1000);
      bar.update(state.read ?? 0);
    },
    clear: () => void stderr.write('\r\u001b[K'),
    stop: () => bar.stop(),
  };
}

/** `1,204 items | 38/s | 1,200 succeeded, 4 failed | quota 87 | waiting 12 s for quota` */
export function describeProgress(state: ProgressState, seconds: number): string {
  const { succeeded, failed, read, quotaLeft, waiting } = state;
  const items = succeeded + failed;
  const parts = [
    ...(read !== undefined ? [`${Math.floor(read * 100)} % of the file`] : []),
    `${items.toLocaleString('en')} items`,
    `${seconds > 0 ? (items / seconds).toFixed(items / seconds < 10 ? 1 : 0) : 0}/s`,
    `${succeeded.toLocaleString('en')} succeeded, ${failed.toLocaleString('en')} failed`,
    ...(quotaLeft !== undefined ? [`quota ${quotaLeft}`] : []),
    ...(waiting !== undefined ? [waiting] : []),
  ];
  return parts.join(' | ');
}
