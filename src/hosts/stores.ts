import type { Credential, Vault } from '../credentials/index.ts';
import type { Store } from '../nodes/index.ts';

export type StoresOptions = {
  vault: Pick<Vault, 'get'>;
  /** Makes the store object of a credential; sends nothing. */
  connect(credential: Credential): Store;
};

/** The store objects of a process: quota, caches and unsettled writes live in them, so all calls share them. */
export type Stores = {
  /**
   * The store of a stored credential; without an id, of the only one that is stored.
   * @throws {RollcallError} credentials_not_found, with the ids that there are.
   */
  open(credentialsId?: string): Promise<Store>;
  /** Those opened so far. */
  opened(): Iterable<Store>;
};

export function createStores({ vault, connect }: StoresOptions): Stores {
  const stores = new Map<string, Store>();
  return {
    async open(credentialsId) {
      const credential = await vault.get(credentialsId);
      // A credential that got a new token, or another store, is another entry.
      const key = `${credential.apiUrl} ${credential.storeHash} ${credential.accessToken}`;
      let store = stores.get(key);
      if (!store) {
        store = connect(credential);
        stores.set(key, store);
      }
      return store;
    },
    opened: () => stores.values(),
  };
}
