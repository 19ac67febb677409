import { distance } from 'fastest-levenshtein';

/** The name that somebody who wrote `given` may have meant: undefined where none is near. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const wanted = fold(given);
  let best: string | undefined;
  // Of three letters two may not be others: "id" is no "zip".
  let steps = (wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))) + 1;
  for (const name of names) {
    const away = distance(wanted, fold(name));
    if (away < steps) {
      best = name;
      steps = away;
    }
  }
  return best;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}:]/gu, '');
}
