/** What must be known of all rows before the first line can be written, or is told when the last one is. */
export type Tally = {
  /** Most addresses that one customer has. */
  widest: number;
  /** Customers with something that the format has no column for. */
  leftOut: number;
};

export type Sheet<Row> = {
  /** The text of a page. Counts its rows in the tally. */
  text(rows: Row[], isFirst: boolean, tally: Tally): string;
  /**
   * Set where the final lines depend on rows that come later: `text` then gives lines to be kept, and this turns them into the final text.
   */
  render?(lines: AsyncIterable<string>, tally: Tally): AsyncIterable<string>;
  /** What is to be said at the end. */
  notice?(tally: Tally): { code: string; message: string } | undefined;
};

/** One JSON object a line. */
export const ndjsonSheet: Sheet<object> = {
  text: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};
