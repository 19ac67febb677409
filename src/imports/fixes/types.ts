import type { Reason } from '../import.ts';
import type { RowProblem } from '../mapping/index.ts';

/** A correction of one cell, as a user gives it. */
export type FixInput = {
  /** Line of the file on which the record begins. */
  line: number;
  /** Number of the record from 0; needed only where several records of a JSON array begin on one line. */
  row?: number;
  /** Header of the file; of JSON the path of the value: "address.city". */
  column: string;
  /** What the cell is to hold; null takes a correction back. */
  value: string | null;
};

/** A correction as it is kept. The file itself stays as it is. */
export type Fix = {
  row: number;
  line: number;
  column: string;
  value: string;
  /** What the file has in the cell, or what a replacement made of that before; absent where the record has no such key. */
  former?: string;
};

/** A correction by value, as a user gives it: every cell of the column that holds `from` is read as `to`. */
export type ReplacementInput = {
  /** Header of the file; of JSON the path of the value: "address.country". */
  column: string;
  /** What the cells hold, blanks around it apart; case counts. An empty text stands for cells without a value. */
  from: string;
  /** What they are read as; null takes the replacement back. */
  to: string | null;
};

/** A replacement as it is kept. Where a single cell has a correction of its own, that one counts. */
export type Replacement = {
  column: string;
  from: string;
  to: string;
  /** Rows in which the last check met it; absent as long as no check applied it. */
  rows?: number;
};

export type FixQuery = {
  /** How many are passed over. @default 0 */
  offset?: number;
  /** Corrections of a page. @default 100 */
  limit?: number;
};

export type FixPage = {
  /** In the order of the file. */
  fixes: Fix[];
  /** All corrections that the import has. */
  total: number;
  /** All replacements, on every page: the latest last. */
  replacements: Replacement[];
  /** They changed since the check: a check applies them, and a start checks first. */
  needs_check: boolean;
  /** What to give as `offset` for the next page; absent on the last one. */
  next?: number;
};

/** A row with its corrections, as the check will find it with the mapping and the options of now. */
export type FixedRow = {
  row: number;
  line: number;
  email?: string;
  rejected: boolean;
  /** Those that remain; an empty list is a row that is right now. */
  problems: (RowProblem & { first_line?: number })[];
};

export type FixResult = {
  /** All corrections that the import has now. */
  fixes: number;
  /** All replacements that the import has now. */
  replacements: number;
  needs_check: boolean;
  /** The rows of this call, in the order of the file. */
  rows: FixedRow[];
  /** Why the rows could not be judged at once (the store did not answer); the corrections are kept all the same. */
  not_judged?: Reason;
};
