/** A Bloom filter of 2^27 bits, three a key: at a million rows one key in 90,000 is suspected for nothing. */
const words = 2 ** 22;
const mask = words * 32 - 1;
/** Beyond so many the database looks at all rows. */
const mostCandidates = 50_000;

/** Finds the few keys that may be in a file more than once, in 16 MB whatever the file's size. It misses none. */
export type RepeatedKeys = {
  see(key: string): void;
  /** Each key that came more than once, and some that did not; undefined where there are too many to tell. */
  candidates(): string[] | undefined;
};

export function createRepeatedKeys(): RepeatedKeys {
  const seen = new Uint32Array(words);
  const found = new Set<string>();
  return {
    see(key) {
      // FNV-1a from two beginnings; the third place is made of both.
      let one = 0x811c9dc5;
      let two = 0x9747b28c;
      for (let at = 0; at < key.length; at += 1) {
        const code = key.charCodeAt(at);
        one = Math.imul(one ^ code, 0x01000193);
        two = Math.imul(two ^ code, 0x85ebca6b);
      }
      // No short cut: each of the three is to be set.
      const known = mark(one) + mark(two ^ (two >>> 13)) + mark(one + Math.imul(two, 0xc2b2ae35));
      if (known === 3 && found.size <= mostCandidates) found.add(key);
    },
    candidates: () => (found.size > mostCandidates ? undefined : [...found]),
  };

  /** Sets a bit; 1 where it was set already. */
  function mark(hash: number): number {
    const place = hash & mask;
    const bit = 1 << (place & 31);
    const word = place >>> 5;
    const before = seen[word]!;
    seen[word] = before | bit;
    return (before & bit) === 0 ? 0 : 1;
  }
}
