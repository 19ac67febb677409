import { createSpinner } from 'nanospinner';
import type { CliHost } from './cli-host.ts';

export type Waiting = {
  /** Says what is waited for. */
  say(text: string): void;
  stop(): void;
};

/** Most calls are over before anyone wonders. */
const patienceMs = 1_000;
const frameMs = 80;
const showCursor = '\u001b[?25h';

/** Turns on stderr while a call takes longer than a second; nothing at all where stderr is no terminal. */
export function showWaiting(stderr: CliHost['stderr'], text: string): Waiting {
  if (!stderr.isTTY) return { say: () => undefined, stop: () => undefined };
  // A terminal that knows no width says 0, and the library would clear lines without end.
  const stream = { write: (frame: string) => stderr.write(frame), columns: stderr.columns || 80 } as NodeJS.WriteStream;
  const spinner = createSpinner(text, { stream });
  // Driven from here, because its own start() makes Ctrl-C end the process in the middle of a write.
  let frames: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => {
    frames = setInterval(() => spinner.spin(), frameMs);
  }, patienceMs);
  return {
    say: (next) => void spinner.update(next),
    stop() {
      clearTimeout(patience);
      if (!frames) return;
      clearInterval(frames);
      frames = undefined;
      spinner.clear();
      stderr.write(showCursor);
    },
  };
}
