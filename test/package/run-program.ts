import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

export type Surroundings = { cwd: string; env?: Record<string, string> };

/** Runs a JavaScript or TypeScript program with Node to its end, and gives what it printed. @throws where it exits with another code than 0 */
export async function runNode(args: string[], { cwd, env }: Surroundings): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env: environment(env) });
  return stdout;
}

export type RunningProgram = {
  /** The first match of the pattern in what it prints. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
};

/** Starts a program that goes on until it is stopped. */
export function startNode(args: string[], { cwd, env }: Surroundings): RunningProgram {
  const child = spawn(process.execPath, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
      child.emit('said');
    });
  return {
    async says(pattern) {
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match;
        if (hasEnded(child)) throw new Error(`ended before it said ${pattern}: ${printed}`);
        await Promise.race([once(child, 'said'), once(child, 'close')]);
      }
    },
    async stop() {
      if (hasEnded(child)) return;
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Nothing of the caller's but what a program needs. */
function environment(own: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, NO_COLOR: '1', ...own };
}
