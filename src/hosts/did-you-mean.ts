import { nearestName } from '../nodes/index.ts';

/** What ends the sentence that tells an unknown name: `; did you mean "mapping"?`, or a full stop where nothing is like it. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? '.' : `; did you mean "${near}"?`;
}
