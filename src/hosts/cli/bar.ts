import { Presets, SingleBar } from 'cli-progress';
import type { CliHost } from './cli-host.ts';

export type Bar = {
  /** Draws the line anew, behind a bar where the part that is done is known, from 0 to 1. */
  draw(line: string, part?: number): void;
  /** Takes the line off the terminal, before other output goes there. */
  clear(): void;
  /** Leaves the last state on the terminal. */
  stop(): void;
};

const cells = 24;
const silent: Bar = { draw: () => undefined, clear: () => undefined, stop: () => undefined };

/** One line on stderr that is drawn anew; nothing where stderr is no terminal. */
export function showBar(stderr: CliHost['stderr']): Bar {
  if (!stderr.isTTY) return silent;
  let text = '';
  let isMeasured = false;
  const bar = new SingleBar(
    {
      stream: stderr as NodeJS.WritableStream,
      hideCursor: null,
      fps: 8,
      format: (options, { progress }) => {
        if (!isMeasured) return text;
        const full = Math.round(progress * cells);
        return `${(options.barCompleteChar ?? '#').repeat(full)}${(options.barIncompleteChar ?? '.').repeat(cells - full)} ${text}`;
      },
    },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  return {
    draw(line, part) {
      text = line;
      isMeasured = part !== undefined;
      bar.update(Math.min(1, part ?? 0));
    },
    clear: () => void stderr.write('\r\u001b[K'),
    stop: () => bar.stop(),
  };
}
