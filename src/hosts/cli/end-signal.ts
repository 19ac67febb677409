import type { Surroundings } from './command-options.ts';

/** Aborts when nothing more is wanted: at Ctrl-C, or when the reader of stdout has gone. */
export function endSignal({ host, output }: Surroundings): AbortSignal {
  return AbortSignal.any([host.interrupted, output.closed]);
}
