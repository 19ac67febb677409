import { Readable } from 'node:stream';
import type { CliHost } from '../../src/hosts/cli/cli-host.ts';
import { runCli } from '../../src/hosts/cli/run-cli.ts';

/** What `rollcall PATH --help` prints to others than a terminal; undefined where there is no such command. */
export async function readHelp(path: string[]): Promise<string | undefined> {
  let text = '';
  const ignore = (): void => undefined;
  const stdout = {
    write(part: string) {
      text += part;
      return true;
    },
    on: ignore,
    once: ignore,
    off: ignore,
  };
  const host = {
    version: '0',
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    interrupted: new AbortController().signal,
  } as unknown as CliHost;
  const code = await runCli([...path, '--help'], host);
  return code === 0 && text.startsWith(`Usage: ${['rollcall', ...path].join(' ')}`) ? text.trim() : undefined;
}
