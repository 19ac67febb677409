import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Claims a sandbox directory for this process, by a file `lock` with its id and, where the system tells it, the moment it started: an id alone may
 * be somebody else's after a restart. A lock whose process is gone is taken over.
 * @returns the release
 * @throws {Error} that names the process which holds the directory, with the code SANDBOX_IN_USE
 */
export function lockDirectory(directory: string): () => void {
  const lock = join(directory, 'lock');
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A link appears with its content or not at all: nobody ever reads a lock without its process.
        linkSync(mine, lock);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const holder = liveHolder(lock);
        if (attempt > 2 || holder !== undefined) {
          const message = `The sandbox in ${directory} is in use by process ${holder}; stop that one, or choose another store hash`;
          throw Object.assign(new Error(message), { code: 'SANDBOX_IN_USE' });
        }
        rmSync(lock, { force: true });
      }
    }
  } finally {
    unlinkSync(mine);
  }
  return () => rmSync(lock, { force: true });
}

/** The process that holds the lock, if it is alive. */
function liveHolder(lock: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
  const [pid, start] = text.trim().split(' ');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
  return startOf(holder) === (start ?? '') ? holder : undefined;
}

function isAlive(pid: number): boolean {
  // A process that was killed but not reaped by its parent still answers signals; it will never serve again.
  if (['Z', 'X'].includes(statOf(pid)[0] ?? '')) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to another account.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** On Linux the clock tick at which the process began; empty elsewhere. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** The fields of proc(5) from the third on, the state; the second may hold blanks and brackets. Empty where there is no /proc. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
