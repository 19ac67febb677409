export type ProblemValuesQuery = {
  code: string;
  /** Header of the file that the problems are about. */
  column: string;
  /** Values that are listed at most. @default 50 */
  limit?: number;
};

export type ProblemValue = {
  /** The cell as the last check read it, without blanks around it: what a replacement takes as `from`. */
  value: string;
  /** Rows that have the problem with this value. */
  count: number;
};

/** The values of one group of problems. */
export type ProblemValues = {
  /** Most frequent first. */
  values: ProblemValue[];
  /** Distinct values, those that are not listed included. */
  total: number;
};
