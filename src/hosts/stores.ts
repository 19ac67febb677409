import type { Credential, Vault } from '../credentials/index.ts';
import { type Store, withPorts } from '../nodes/index.ts';

export type StoresOptions = {
  vault: Pick<Vault, 'get'>;
  /** Makes the store object of a credential; sends nothing. */
  connect(credential: Credential): Store;
};

/**
 * The store objects of a process: quota, caches and unsettled writes live in them, so all calls share them. A store is its API URL and hash,
 * never a credential: several credentials of one store share all but the token.
 */
export type Stores = {
  /**
   * The store of a stored credential; without an id, of the only one that is stored.
   * @throws {RollcallError} credentials_not_found, with the ids that there are.
   */
  open(credentialsId?: string): Promise<Store>;
  /** Those opened so far, each once however many credentials it has. */
  opened(): Iterable<Store>;
};

export function createStores({ vault, connect }: StoresOptions): Stores {
  const stores = new Map<string, Store>();
  const tokens = new Map<string, Store>();
  return {
    async open(credentialsId) {
      const credential = await vault.get(credentialsId);
      const key = `${credential.apiUrl} ${credential.storeHash}`;
      // A credential that got a new token, or another store, is another entry.
      const tokenKey = `${key} ${credential.accessToken}`;
      let store = tokens.get(tokenKey);
      if (!store) {
        const first = stores.get(key);
        store = first ? withPorts(first, { accessToken: credential.accessToken }) : connect(credential);
        if (!first) stores.set(key, store);
        tokens.set(tokenKey, store);
      }
      return store;
    },
    opened: () => stores.values(),
  };
}
