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
  const { of, opened } = createStoreMap(connect);
  return {
    open: async (credentialsId) => of(await vault.get(credentialsId)),
    opened,
  };
}

/** The store objects by API URL and hash. */
export type StoreMap<Opened extends Store = Store> = {
  /** The store of a credential, under its token: one that was rotated counts from then on, and no former one is kept. */
  of(credential: Credential): Store;
  /** Those opened so far, each once however many credentials it has. */
  opened(): Iterable<Opened>;
  /** Forgets all of them, and gives them to whoever closes them. */
  clear(): Opened[];
};

/** @param connect makes the store object of a credential; sends nothing */
export function createStoreMap<Opened extends Store>(connect: (credential: Credential) => Opened): StoreMap<Opened> {
  const stores = new Map<string, Opened>();
  return {
    of(credential) {
      const key = `${credential.apiUrl} ${credential.storeHash}`;
      let store = stores.get(key);
      if (!store) {
        store = connect(credential);
        stores.set(key, store);
      }
      return withPorts(store, { accessToken: credential.accessToken });
    },
    opened: () => stores.values(),
    clear() {
      const all = [...stores.values()];
      stores.clear();
      return all;
    },
  };
}
