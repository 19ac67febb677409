import type { CliHost } from './cli-host.ts';

/** Resolves at Ctrl-C or when the process is asked to end. */
export async function untilInterrupted({ interrupted }: CliHost): Promise<void> {
  if (interrupted.aborted) return;
  // A signal listener alone does not keep a process alive.
  const alive = setInterval(() => undefined, 2 ** 30);
  await new Promise((resolve) => interrupted.addEventListener('abort', resolve));
  clearInterval(alive);
}
