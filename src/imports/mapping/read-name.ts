export type Name = { first?: string; last?: string };

/** Words that belong to the last name that follows them. */
const particles = new Set(
  'de del della delle dello di da das do dos du des d la las le les lo los el al van von der den dem ten ter te zu zum zur af av bin ibn ben abu san santa st st. saint mac mc y e i'.split(
    ' ',
  ),
);
const suffixes = /^(?:jr|sr|ii|iii|iv|phd|md|esq)\.?$/i;

/**
 * Splits a full name. "Ruiz, Ana" is last, first. Else the last word is the last name, with the particles before it ("de la Cruz",
 * "van der Berg") and a suffix after it ("Smith Jr."). A single word is a first name.
 */
export function splitName(text: string): Name {
  const comma = text.indexOf(',');
  if (comma > 0) {
    const last = text.slice(0, comma).trim();
    const first = text.slice(comma + 1).trim();
    if (first !== '' && last !== '' && !suffixes.test(first)) return { first, last };
    return splitWords(`${last} ${first}`.trim());
  }
  return splitWords(text.replace(/,/g, ' ').trim());
}

function splitWords(text: string): Name {
  const words = text.split(/\s+/);
  if (words.length === 1) return words[0] === '' ? {} : { first: words[0]! };
  let start = words.length - 1;
  if (start > 1 && suffixes.test(words[start]!)) start -= 1;
  while (start > 1 && particles.has(words[start - 1]!.toLowerCase())) start -= 1;
  return { first: words.slice(0, start).join(' '), last: words.slice(start).join(' ') };
}
