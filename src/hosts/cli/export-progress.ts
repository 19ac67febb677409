import { showBar } from './bar.ts';
import type { CliHost } from './cli-host.ts';

export type ExportState = {
  what: 'customers' | 'orders';
  done: number;
  /** Rows of an earlier run: they say nothing of the pace. */
  resumedAt: number;
  /** As the store told at the first page. */
  total?: number;
  /** Requests left in the store's window, where it tells. */
  quotaLeft?: number;
  /** What is waited for. */
  waiting?: string;
};

export type ExportProgress = {
  update(state: ExportState): void;
  /** Leaves the last state on the terminal. */
  stop(): void;
};

/** A bar on stderr with pace, total, quota and waits; nothing where stderr is no terminal. */
export function showExportProgress(stderr: CliHost['stderr']): ExportProgress {
  const start = performance.now();
  const bar = showBar(stderr);
  return {
    update(state) {
      // Customers who came since the first page are beyond the total.
      const part = state.total ? Math.min(1, state.done / state.total) : undefined;
      bar.draw(describeExport(state, (performance.now() - start) / 1000), part);
    },
    stop: bar.stop,
  };
}

/** `12,500 of 40,000 customers | 830/s | quota 87 | waiting 12 s for the store's quota` */
export function describeExport(state: ExportState, seconds: number): string {
  const { what, done, resumedAt, total, quotaLeft, waiting } = state;
  const pace = seconds > 0 ? (done - resumedAt) / seconds : 0;
  const parts = [
    `${done.toLocaleString('en')}${total === undefined ? '' : ` of ${total.toLocaleString('en')}`} ${what}`,
    `${pace.toFixed(pace < 10 ? 1 : 0)}/s`,
    ...(quotaLeft !== undefined ? [`quota ${quotaLeft}`] : []),
    ...(waiting !== undefined ? [waiting] : []),
  ];
  return parts.join(' | ');
}
