import { distance } from 'fastest-levenshtein';

/** The name that somebody who wrote `given` may have meant; undefined where none is near. */
export function nearestOf(given: string, names: Iterable<string>): string | undefined {
  const fold = (name: string) => name.toLowerCase().replaceAll('-', '_');
  const ranked = [...names].map((name) => ({ name, steps: distance(fold(given), fold(name)) }));
  ranked.sort((a, b) => a.steps - b.steps);
  const [best] = ranked;
  return best && best.steps <= Math.max(2, given.length / 3) ? best.name : undefined;
}
