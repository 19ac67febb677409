/** `Acme Outdoor (abc123)`; the hash alone where the store has not told its name. */
export function describeStore({ storeName, storeHash }: { storeName?: string; storeHash: string }): string {
  return storeName === undefined ? storeHash : `${storeName} (${storeHash})`;
}
