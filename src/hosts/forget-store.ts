import type { Store } from '../nodes/index.ts';

/** Forgets what replies have told of a store that has begun anew: a customer's id says nothing about the time before. */
export function forgetStore(store: Store): void {
  delete store.highestId;
  delete store.highestIdAt;
  delete store.clockOffset;
  delete store.cache.groups;
  delete store.cache.attributes;
  store.unsettled.clear();
}
