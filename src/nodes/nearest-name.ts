import { distance } from 'fastest-levenshtein';

/** The name that somebody who wrote `given` may have meant: undefined where none is near. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const wanted = fold(given);
  let best: string | undefined;
  // Of three letters two may not be others: "id" is no "zip".
  let steps = (wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))) + 1;
  for (const name of names) {
    const known = fold(name);
    const isBeginning = wanted.length >= 3 && known.startsWith(wanted);
    const letters = distance(wanted, known);
    // A name that breaks off is as near as one with a single letter wrong; the shortest that goes on from it is meant.
    const away = isBeginning ? Math.min(letters, 1 + letters / 1000) : letters;
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
