import { hostname } from 'node:os';

/** Whether a worker, named `host:1234` after its process, was one of this machine that has ended. Of other machines nobody knows. */
export function isProcessGone(worker: string): boolean {
  const [, host, pid] = /^(.+):(\d+)$/.exec(worker) ?? [];
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // Any other error is about one that is there.
    return (error as { code?: string }).code === 'ESRCH';
  }
}

/** Whether a worker is one of this very process. */
export function isOwnProcess(worker: string): boolean {
  return worker === `${hostname()}:${process.pid}`;
}
