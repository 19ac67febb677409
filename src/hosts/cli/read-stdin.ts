import { addAbortSignal } from 'node:stream';
import type { CliHost } from './cli-host.ts';
import { Interrupted } from './interrupted.ts';

/**
 * All that comes on stdin, as UTF-8 text.
 * @param what What is to be typed on a terminal: `the access token`
 * @throws {Interrupted} at Ctrl-C
 */
export async function readStdin({ stdin, stderr, interrupted }: CliHost, what: string): Promise<string> {
  sayWhatIsAwaited({ stdin, stderr }, what);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of addAbortSignal(interrupted, stdin)) chunks.push(Buffer.from(chunk as Buffer));
  } catch (error) {
    if (interrupted.aborted) throw new Interrupted();
    throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A terminal that waits without a word looks as if it hung. */
export function sayWhatIsAwaited({ stdin, stderr }: Pick<CliHost, 'stdin' | 'stderr'>, what: string): void {
  if (stdin.isTTY) stderr.write(`Type or paste ${what}. Ctrl-D on a new line ends the input, Ctrl-C stops.\n`);
}
