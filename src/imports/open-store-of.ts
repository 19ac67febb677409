import type { Store } from '../bigcommerce/index.ts';
import { RollcallError } from '../nodes/index.ts';
import type { ImportsOptions } from './create-imports.ts';
import type { ImportRecord } from './import.ts';

/** The store of an import. @throws {RollcallError} credentials_not_found too where its credential is another store's by now */
export async function openStoreOf(
  { id, credentialsId, storeKey, storeHash }: ImportRecord,
  openStore: ImportsOptions['openStore'],
): Promise<Store> {
  const { store } = await openStore(credentialsId);
  if (store.key === storeKey) return store;
  // A sandbox that listens on another port is another store with the same hash.
  const [own, other] = store.storeHash === storeHash ? [storeKey, store.key] : [storeHash, store.storeHash];
  throw new RollcallError(
    'credentials_not_found',
    `The credential "${credentialsId}" is of store ${other} now; import ${id} is for store ${own}, so nothing was sent. Store the credential of ${own} under the id "${credentialsId}" again and resume the import, or import the file anew.`,
  );
}
