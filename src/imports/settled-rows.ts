import type { Counts } from './import.ts';

export type RowFate = keyof Counts | 'pending';

export type SettledRowQuery = {
  /** @default rows of every fate */
  fate?: RowFate;
  /** The row after which the page begins. @default the first one */
  after?: number;
  /** Rows of a page. @default 100 */
  limit?: number;
};

/** What a merchant is told of something that went wrong, in the words of the file. */
export type RowMessage = {
  code: string;
  /** Header of the file. */
  column?: string;
  message: string;
  what_to_do: string;
};

/** A row with what became of it. `line` is the line of the file, `row` counts its records from 0. */
export type SettledRow = {
  row: number;
  line: number;
  email?: string;
  fate: RowFate;
  customer_id?: number;
  /** Why it is rejected, failed or skipped. */
  error?: RowMessage;
  /** What it got in without; most rows have none. */
  warnings: RowMessage[];
};

export type SettledRowPage = {
  /** In the order of the file. */
  rows: SettledRow[];
  /** Rows of this fate over all pages. */
  total: number;
  /** What to give as `after` for the next page; absent on the last one. */
  next?: number;
};
