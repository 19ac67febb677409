import type { Position } from './page.ts';
import type { Tally } from './sheet.ts';

/** How far an export has come. */
export type Progress = {
  /** Where the next page begins; undefined at the beginning, and when all is read. */
  position?: Position;
  done: number;
  /** What the store said at the first page. */
  total?: number;
  tally: Tally;
  /** Every page is read. */
  complete: boolean;
};

/** Turns kept lines into the final text. */
export type Render = (lines: AsyncIterable<string>) => AsyncIterable<string>;

/** Where the text of pages goes. */
export type Target = {
  /** Where an earlier run of the same export has stopped, or the beginning. */
  begin: Progress;
  /** Takes the text of a page, and the progress after it. */
  add(text: string, progress: Progress): Promise<void>;
  /** Makes the export final. */
  finish(render: Render | undefined, signal: AbortSignal | undefined): Promise<void>;
  /** Ends an export that is not final: what can be gone on with is kept. */
  stop(): Promise<void>;
};

export const beginning = (): Progress => ({ done: 0, tally: { widest: 0, leftOut: 0 }, complete: false });
