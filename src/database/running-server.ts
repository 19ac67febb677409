import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './prepare-home.ts';
import { processStart } from './process-start.ts';
import { runProgram } from './run-program.ts';
import { errorCode } from './setup-error.ts';

/** Where the embedded server listens: a folder with its socket, or a port on 127.0.0.1. */
export type Listening = { socketFolder?: string; port: number };

export type RunningServer = { pid: number; listening: Listening | undefined };

/** The live server of this home, as its postmaster.pid tells; one that is still starting listens nowhere yet. */
export function runningServer(home: Home): RunningServer | undefined {
  const lines = readPostmasterPid(home);
  const pid = Number(lines?.[0]);
  // A recycled pid is some other program; a dead process that nobody reaped (Node as pid 1 of a container) is none.
  const program = lines && Number.isInteger(pid) && pid > 0 ? processStart(pid) : undefined;
  if (!lines || !program || !(program.program ?? 'postgres').startsWith('postgres')) return undefined;
  const [, , , port, socketFolder, address] = lines;
  const listens = Number(port) > 0 && (socketFolder || address);
  return {
    pid,
    listening: listens ? { port: Number(port), ...(socketFolder && { socketFolder }) } : undefined,
  };
}

/**
 * Makes sure that a postmaster.pid without a live server does not keep the next one from starting: Postgres takes any live process with
 * that pid and user for a server. Only the pid is blanked, with a number that no system gives; the rest of the file names the shared
 * memory by which Postgres waits for orphaned backends.
 */
export async function disarmStalePid(home: Home): Promise<void> {
  const lines = readPostmasterPid(home);
  if (!lines || runningServer(home)) return;
  const file = join(home.data, 'postmaster.pid');
  const text = ['2147483647', ...lines.slice(1)].join('\n');
  // Never as root in a folder of another account, which might have planted a link.
  const { account } = home;
  if (!account) writeFileSync(file, text);
  else await runProgram('/bin/sh', ['-c', 'printf %s "$2" > "$1"', 'sh', file, text], { account });
}

function readPostmasterPid(home: Home): string[] | undefined {
  try {
    return readFileSync(join(home.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
