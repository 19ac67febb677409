import { spawn } from 'node:child_process';
import type { Account } from './server-account.ts';

export type ProgramOptions = {
  /** @default the current user */
  account?: Account;
  /** @default none but LC_ALL and PATH: settings such as PGDATA or PGPORT of the user's shell must not reach our server */
  env?: Record<string, string>;
  /** @default '/', which every account can enter */
  cwd?: string;
  /** A file descriptor that takes the output. @default collected in `output` */
  outputTo?: number;
  /** Starts it in a session of its own, out of reach of Ctrl-C. @default false */
  ownSession?: boolean;
};

export type ProgramResult = { ok: boolean; output: string };

/** Runs a program to its end, without a shell. @throws when it cannot be started. */
export function runProgram(file: string, args: string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const sink = options.outputTo ?? 'pipe';
    const child = spawn(file, args, {
      ...(options.account && { uid: options.account.uid, gid: options.account.gid }),
      env: { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', ...options.env },
      cwd: options.cwd ?? '/',
      stdio: ['ignore', sink, sink],
      detached: options.ownSession ?? false,
      windowsHide: true,
    });
    const output: string[] = [];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => output.push(text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal) output.push(`\nended by ${signal}`);
      resolve({ ok: code === 0, output: output.join('').trim() });
    });
  });
}
