/** A reply that arrived whole. */
export type Reply = {
  status: number;
  text: string;
  /** Parsed body; undefined where it is empty or not JSON. */
  json: unknown;
  /** The store's clock when it answered, in milliseconds since 1970; undefined without a `Date` header. */
  storeTime?: number;
  /** When the reply came, on this process's clock. */
  receivedAt: number;
};
