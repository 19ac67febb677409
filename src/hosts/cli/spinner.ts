import { createSpinner } from 'nanospinner';
import type { CliHost } from './cli-host.ts';

export type Waiting = {
  /** Says what is waited for. */
  say(text: string): void;
  stop(): void;
};

/** Most calls are over before anyone wonders. */
const patienceMs = 1_000;

/** Turns on stderr while a call takes longer than a second; nothing at all where stderr is no terminal. */
export function showWaiting(stderr: CliHost['stderr'], text: string): Waiting {
  if (!stderr.isTTY) return { say: () => undefined, stop: () => undefined };
  const spinner = createSpinner(text, { stream: stderr as NodeJS.WriteStream });
  const start = setTimeout(() => spinner.start(), patienceMs);
  return {
    say: (next) => void spinner.update(next),
    stop() {
      clearTimeout(start);
      if (spinner.isSpinning()) {
        spinner.reset();
        spinner.clear();
      }
    },
  };
}
