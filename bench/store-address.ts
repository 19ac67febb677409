/** Where a store is and what opens it. */
export type StoreAddress = { url: string; storeHash: string; accessToken: string };
