import type { TableName } from './rows.ts';

/** One committed write, in the server's own words. */
export type LogEntry = {
  /** Rises by one with every commit. */
  seq: number;
  /** Milliseconds since 1970, on the sandbox's clock. */
  at: number;
  /** The request's `x-request-id`, or the number that the sandbox gave it; the reply repeats it. */
  request_id: string;
  /** The request's `x-sandbox-caller`. */
  caller: string;
  /** Such as `POST /v3/customers`. */
  endpoint: string;
  /** The request had been answered, or cut off, before this was committed. */
  late?: true;
  /** Ids by kind of row. */
  created?: Partial<Record<TableName, number[]>>;
  updated?: Partial<Record<TableName, number[]>>;
  deleted?: Partial<Record<TableName, number[]>>;
};
