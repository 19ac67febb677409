import type { Change, Store } from '../store/store.ts';
import type { Query } from './query.ts';

/** One request as an endpoint sees it: authenticated, within its quota, its body parsed. */
export type Call = {
  store: Store;
  storeHash: string;
  query: Query;
  /** The parsed JSON body; undefined when there is none. */
  body: unknown;
  /** The numbers in the path, in order. */
  ids: readonly number[];
  /** Whole seconds since 1970. */
  now: number;
  /** Puts the change into the store and its journal. */
  commit(change: Change): void;
};
