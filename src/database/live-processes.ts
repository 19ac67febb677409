import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

type Entry = { pid: number; started?: string };

/** Writes this process's lock file into ROLLCALL_HOME/run. To be called under the exclusive lock. Returns the file's path. */
export function enterRun(home: string): string {
  const run = join(home, 'run');
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const entry: Entry = { pid: process.pid, started: processStart(process.pid)?.started };
  // A process may open a home twice, so the pid alone is not the name.
  const file = join(run, `${process.pid}-${randomBytes(4).toString('hex')}.lock`);
  writeFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o644, flag: 'wx' });
  return file;
}

/** The lock files of live processes; those of dead ones are removed. To be called under the exclusive lock. */
export function liveEntries(home: string): string[] {
  const run = join(home, 'run');
  const files = readdirSync(run).filter((name) => name.endsWith('.lock'));
  return files
    .map((name) => join(run, name))
    .filter((file) => {
      if (isLive(file)) return true;
      rmSync(file, { force: true });
      return false;
    });
}

function isLive(file: string): boolean {
  let entry: Entry;
  try {
    entry = JSON.parse(readFileSync(file, 'utf8')) as Entry;
  } catch {
    // Written under the lock, so only a crash or a full disk leaves half an entry: its writer never got to use the server.
    return false;
  }
  const now = processStart(entry.pid);
  if (!now) return false;
  return entry.started === undefined || now.started === undefined || entry.started === now.started;
}
