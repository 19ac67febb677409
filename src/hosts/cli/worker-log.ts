import type { CliHost } from './cli-host.ts';

/** Writes what a worker tells as a line with the time. */
export function workerLog(stderr: CliHost['stderr']): (message: string, error?: unknown) => void {
  return (message, error) => {
    const cause = error instanceof Error ? ` ${error.message}` : '';
    stderr.write(`${new Date().toISOString()} ${message}${cause}\n`);
  };
}
