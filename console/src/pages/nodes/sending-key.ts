import { newKey } from '../../api/new-key.ts';
import { keptByTab } from '../../parts/kept.ts';

/** One key for one call, kept until its answer came: a call that is sent again after a lost connection or a reload has the same one. */
export function sendingKey(name: string, call: unknown): string {
  const mark = markOf(JSON.stringify(call, (name, value) => (/password/.test(name) ? undefined : value)));
  const [kept, key] = keptByTab.read(placeOf(name))?.split(' ') ?? [];
  if (kept === mark && key) return key;
  const made = newKey();
  keptByTab.keep(placeOf(name), `${mark} ${made}`);
  return made;
}

/** The answer came: the same call is another one from now on. */
export function settle(name: string): void {
  keptByTab.keep(placeOf(name), undefined);
}

const placeOf = (name: string): string => `sending.${name}`;

/** Tells calls apart without keeping what is in them (FNV-1a, twice with different seeds); no secret goes in, since one could be guessed. */
function markOf(text: string): string {
  return [0x811c9dc5, 0x1000193]
    .map((seed) => {
      let hash = seed;
      for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      return (hash >>> 0).toString(36);
    })
    .join('-');
}
