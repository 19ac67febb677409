/** 2^27 bits: at a million rows one key in 270 is remembered for nothing. */
const words = 2 ** 22;
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
      // FNV-1a.
      let hash = 0x811c9dc5;
      for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
      const word = (hash >>> 5) & (words - 1);
      const bit = 1 << (hash & 31);
      if ((seen[word]! & bit) === 0) seen[word]! |= bit;
      else if (found.size <= mostCandidates) found.add(key);
    },
    candidates: () => (found.size > mostCandidates ? undefined : [...found]),
  };
}
