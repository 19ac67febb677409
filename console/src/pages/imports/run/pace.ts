import type { ImportSample, ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { settledOf } from './settled.ts';

/** Customers a second over all the time that the run took; undefined in its first seconds. */
export function paceOf(view: Pick<ImportView, 'rows' | 'pending' | 'seconds'>): number | undefined {
  return view.seconds < 2 ? undefined : settledOf(view) / view.seconds;
}

export type ChartData = {
  /** Seconds that the import had run. */
  seconds: number[];
  /** Customers a second since the point before. */
  pace: (number | null)[];
  /** Calls left of the quota window. */
  left: (number | null)[];
};

/** The history as lines of a chart. @param settledBefore Rows that had a fate without a call, as those that the check refused */
export function chartData(history: ImportSample[], settledBefore: number): ChartData {
  const first = history[0];
  // Much is done before the first sample is taken, so that the chart begins before it.
  const isBegun = first !== undefined && first.run_ms > 0;
  const points: Pick<ImportSample, 'run_ms' | 'settled' | 'available'>[] = isBegun
    ? [{ run_ms: 0, settled: Math.min(first.settled, settledBefore) }, ...history]
    : history;
  const pace = points.map(({ run_ms, settled }, index): number | null => {
    const before = points[index - 1];
    if (!before || run_ms <= before.run_ms) return null;
    // After failed rows were taken up again fewer have a fate than before.
    return Math.max(0, ((settled - before.settled) / (run_ms - before.run_ms)) * 1000);
  });
  if (isBegun) pace[0] = pace[1] ?? null;
  return {
    seconds: points.map(({ run_ms }) => run_ms / 1000),
    pace,
    left: points.map(({ available }) => available ?? null),
  };
}
