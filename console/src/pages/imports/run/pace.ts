import type { ImportSample, ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { goalOf, settledOf } from './import-words.ts';

/** A quota window of BigCommerce is 30 s: what is measured over less goes up and down with it. */
const paceMs = 90_000;

/** Customers a second, lately; undefined until the run says something about it. */
export function paceOf(history: ImportSample[]): number | undefined {
  const last = history.at(-1);
  // The first sample holds what the check had settled before anything was sent.
  const from = history.find(({ run_ms }) => last && run_ms >= last.run_ms - paceMs);
  if (!last || !from || last.run_ms - from.run_ms < 4_000) return undefined;
  const fresh = last.settled - from.settled;
  return fresh > 0 ? fresh / ((last.run_ms - from.run_ms) / 1000) : undefined;
}

/** Seconds until every row has its fate, as it goes now; before that is known, as the check reckoned. */
export function secondsLeft(view: ImportView): number | undefined {
  const left = Math.max(0, goalOf(view) - settledOf(view));
  const pace = paceOf(view.history) ?? view.live?.rows_per_second;
  if (pace) return left / pace;
  return view.check && view.rows > 0 ? view.check.hours * 3600 * (left / view.rows) : undefined;
}

export type ChartData = {
  /** Seconds that the import had run. */
  seconds: number[];
  /** Customers a second since the point before. */
  pace: (number | null)[];
  /** Calls left of the quota window. */
  left: (number | null)[];
};

/** The history as lines of a chart. */
export function chartData(history: ImportSample[]): ChartData {
  return {
    seconds: history.map(({ run_ms }) => run_ms / 1000),
    pace: history.map(({ run_ms, settled }, index) => {
      const before = history[index - 1];
      if (!before || run_ms <= before.run_ms) return null;
      // After failed rows were taken up again fewer have a fate than before.
      return Math.max(0, ((settled - before.settled) / (run_ms - before.run_ms)) * 1000);
    }),
    left: history.map(({ available }) => available ?? null),
  };
}
