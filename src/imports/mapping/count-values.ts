import { shorten } from './shorten.ts';

/** Values beyond so many distinct ones are not told apart. */
const mostDistinct = 20_000;
const mostShown = 200;
const longest = 200;

/** Counts distinct values in bounded memory. */
export type ValueCounter = { add(value: string): void; top(): { value: string; count: number }[]; overflown(): number };

export function countValues(): ValueCounter {
  const counts = new Map<string, number>();
  let beyond = 0;
  return {
    add(value) {
      const key = value.length > longest ? shorten(value, longest) : value;
      const count = counts.get(key);
      if (count !== undefined) counts.set(key, count + 1);
      // A copy, since a value is cut from its record and would keep that in memory.
      else if (counts.size < mostDistinct) counts.set(Buffer.from(key, 'utf16le').toString('utf16le'), 1);
      else beyond += 1;
    },
    top() {
      const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostShown);
      return all.map(([value, count]) => ({ value: shorten(value, longest + 1), count }));
    },
    overflown: () => beyond,
  };
}
