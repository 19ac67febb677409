import type { CliHost } from './cli-host.ts';
import { showControls } from './show-controls.ts';

export type Output = {
  /** Resolves when the reader of stdout can take more. Files and pipes get the text as it is, a terminal without what would steer it. */
  write(text: string): Promise<void>;
  /** One JSON value: on a line of its own, spread out for people on a terminal. */
  json(value: unknown): Promise<void>;
  /** Aborts when the reader of stdout has gone, as `| head -1` does. */
  closed: AbortSignal;
};

export function createOutput(stdout: CliHost['stdout']): Output {
  const control = new AbortController();
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whatever else happens to stdout (a full disk, say) ends the run too; only EPIPE is an ordinary end.
    control.abort(error);
  });

  const write = async (text: string): Promise<void> => {
    if (control.signal.aborted || stdout.write(stdout.isTTY ? showControls(text) : text)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        stdout.off('drain', go);
        control.signal.removeEventListener('abort', go);
        resolve();
      };
      stdout.once('drain', go);
      control.signal.addEventListener('abort', go);
    });
  };
  return {
    write,
    json: (value) => write(`${stdout.isTTY ? JSON.stringify(value, null, 2) : JSON.stringify(value)}\n`),
    closed: control.signal,
  };
}
