import type { ImportLine } from '../../../../src/hosts/http/api-types.ts';
import { useChosenStore } from '../../parts/chosen-store.tsx';

/** What the store of an import is called: as on the other pages, else as it calls itself. */
export function useStoreName({
  credentials_id,
  store_name,
  store_hash,
}: Pick<ImportLine, 'credentials_id' | 'store_name' | 'store_hash'>): string {
  const { stores } = useChosenStore();
  // Credentials may be those of another store by now.
  const own = stores.find((store) => store.id === credentials_id && store.store_hash === store_hash);
  return own?.label ?? store_name ?? store_hash;
}
