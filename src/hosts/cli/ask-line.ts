import type { CliHost } from './cli-host.ts';

/** What came on a prompt: a line, or how it ended without one, by Ctrl-D or by Ctrl-C. */
export type TypedLine = { text: string } | 'ended' | 'interrupted';

export type AskLineOptions = {
  /** Shows nothing of what is typed. @default false */
  silent?: boolean;
};

/** Asks on the terminal. The prompt goes to stderr, since stdout may be a file. */
export async function askLine(
  prompt: string,
  host: CliHost,
  { silent = false }: AskLineOptions = {},
): Promise<TypedLine> {
  const { stdin, stderr, interrupted } = host;
  if (interrupted.aborted) return 'interrupted';
  const { read } = await import('read');
  // Without this, a stderr that is a file would leave the terminal to show what is typed.
  const hidden = silent && { silent, terminal: true };
  const answering = read({ prompt, input: stdin, output: stderr as NodeJS.WriteStream, ...hidden });
  return new Promise((resolve) => {
    let isOver = false;
    const end = (typed: TypedLine): void => {
      if (isOver) return;
      isOver = true;
      // What comes next begins on a line of its own.
      if (silent || typeof typed === 'string') stderr.write('\n');
      resolve(typed);
    };
    answering.then(
      (text) => end({ text }),
      // Ctrl-C at the prompt reaches the prompt, not the process.
      () => end('interrupted'),
    );
    // Ctrl-D closes the prompt without an answer, and all that shows is that stdin rests.
    stdin.once('pause', () => setImmediate(end, 'ended'));
    interrupted.addEventListener('abort', () => end('interrupted'), { once: true });
  });
}
