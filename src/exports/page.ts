/** One page of a walk through a store. */
export type Page<Row> = {
  rows: Row[];
  /** Where the next page begins; undefined on the last one. */
  next?: Position;
  /** How many rows there are in all, where the store tells. */
  total?: number;
};

/** A customers' cursor, or the least id of the orders that are still to come. */
export type Position = string | number;

/** Reads the page that begins here; without a position the first one. */
export type ReadPage<Row> = (position?: Position) => Promise<Page<Row>>;

/** Rows that the API gives in one page. */
export const largestPage = 250;
