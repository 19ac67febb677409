import type { ItemRun } from './read-item.ts';

/** One list for each item is what was asked for, where the items differ. Where they do not, everything comes several times. */
export function hintOfLists(runs: ItemRun[]): string | undefined {
  const [first, ...others] = runs.map((run) => JSON.stringify(run));
  if (others.length === 0 || others.some((run) => run !== first)) return undefined;
  return `The same list was read ${runs.length} times, once for each item that came in. To read it once, switch on Settings > Execute Once.`;
}

/** A warning is no failure, and stands deep in a result. */
export function hintOfWarnings(results: object[], items: number): string | undefined {
  const warned = results.filter((result: { warnings?: unknown[] }) => result.warnings?.length).length;
  if (warned === 0) return undefined;
  return `${warned} of ${items} ${items === 1 ? 'item' : 'items'} succeeded with a warning: see "warnings" in the output.`;
}
