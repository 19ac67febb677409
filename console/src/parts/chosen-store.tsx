import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { StoredCredential } from '../../../src/hosts/http/api-types.ts';
import { useCredentials } from '../api/credentials.ts';
import { keptByBrowser } from './kept.ts';

export type ChosenStore = {
  /** All stores; empty until they are known. */
  stores: StoredCredential[];
  isLoading: boolean;
  error: Error | null;
  /** Loads the stores once more. */
  retry(): void;
  /** The store that the pages show and write to; undefined where none is connected. */
  store: StoredCredential | undefined;
  choose(id: string): void;
};

const Context = createContext<ChosenStore | undefined>(undefined);

/** One choice for all pages, remembered by this browser. */
export function ChosenStoreProvider({ children }: { children: ReactNode }) {
  const { data: stores = [], isPending, error, refetch } = useCredentials();
  const [id, setId] = useState(() => keptByBrowser.read('store'));
  const value = useMemo<ChosenStore>(
    () => ({
      stores,
      isLoading: isPending,
      error,
      retry: () => void refetch(),
      store: stores.find((one) => one.id === id) ?? stores[0],
      choose(chosen) {
        keptByBrowser.keep('store', chosen);
        setId(chosen);
      },
    }),
    [stores, isPending, error, refetch, id],
  );
  return <Context value={value}>{children}</Context>;
}

export function useChosenStore(): ChosenStore {
  const value = useContext(Context);
  if (!value) throw new Error('useChosenStore is used outside ChosenStoreProvider.');
  return value;
}

/** How people call a store. */
export function storeTitle({ label, id, store_hash }: Pick<StoredCredential, 'label' | 'id' | 'store_hash'>): string {
  return label ?? (id === store_hash ? id : `${id} (${store_hash})`);
}
