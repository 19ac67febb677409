import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ProcessStart = {
  /** When it started, in the system's own words; undefined where the system does not tell. Equal pid and start: the same process. */
  started: string | undefined;
  /** Name of the program, as far as the system tells. */
  program: string | undefined;
};

/** Tells one process from a later one with the same pid. Undefined: no such process, or one that is dead and only not reaped yet. */
export function processStart(pid: number): ProcessStart | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      const fields = stat.slice(end + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      // Field 22 of proc(5): ticks since boot, so that the boot belongs to it.
      return { started: `${bootId()} ${fields[19]}`, program: stat.slice(stat.indexOf('(') + 1, end) };
    } catch {
      // A /proc that hides the processes of others; the signal below still tells.
    }
  } else if (process.platform !== 'win32') {
    try {
      const options = { encoding: 'utf8', env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } } as const;
      const line = execFileSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], options).trim();
      const match = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line);
      if (!match || match[1]?.startsWith('Z')) return undefined;
      return { started: match[2], program: match[3]?.split('/').pop() };
    } catch {
      return undefined;
    }
  }
  return answersSignals(pid) ? { started: undefined, program: undefined } : undefined;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
