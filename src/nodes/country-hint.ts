type Name = { folded: string; code: string; letters: number };

/**
 * Finds the country that a misspelt name means: one letter is wrong, missing, too many or swapped with its neighbour; two in longer names, or where
 * the beginning is right; three in the longest. Short texts are codes, which mean nothing once a letter is wrong.
 */
export function createCountryHint(names: Iterable<[folded: string, code: string]>) {
  const byLength: Name[][] = [];
  for (const [folded, code] of names) {
    if (folded.length < 4) continue;
    byLength[folded.length] ??= [];
    byLength[folded.length]!.push({ folded, code, letters: lettersOf(folded) });
  }

  return (given: string): string | undefined => {
    const { length } = given;
    if (length < 4 || length > 60) return undefined;
    const letters = lettersOf(given);
    const most = length < 5 ? 1 : length < 12 ? 2 : 3;
    let best: string | undefined;
    let steps = most + 1;
    for (let other = Math.max(4, length - most); other <= length + most; other += 1)
      for (const { folded, code, letters: own } of byLength[other] ?? []) {
        // Each step changes two kinds of letters at most, and to count kinds is a hundred times cheaper than to count steps.
        if (countBits(letters ^ own) > 2 * (steps - 1)) continue;
        const away = stepsBetween(given, folded);
        if (away >= steps || (away > 1 && length < 8 && given.slice(0, 3) !== folded.slice(0, 3))) continue;
        // Of four letters any change makes another word; one that is missing or swapped does not.
        if (length < 5 && other === length && letters !== own) continue;
        best = code;
        steps = away;
      }
    return best;
  };
}

/** The kinds of letters of a text, a bit for each. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** Letters that are to be changed, put in, taken out or swapped with their neighbour (optimal string alignment). */
function stepsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1);
      row.push(steps);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
