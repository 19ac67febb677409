import type { CredentialEntry } from '../../credentials/index.ts';
import type { Store } from '../../nodes/index.ts';

/** The stores that agents may use: all that are stored, or those of `--credentials`. */
export type AllowedStores = {
  list(): Promise<CredentialEntry[]>;
  /**
   * The store that is meant, by id or by label; without either, the only one that is allowed.
   * @throws {RollcallError} credentials_not_found, with the ids that there are
   */
  open(idOrLabel?: string): Promise<OpenedStore>;
};

export type OpenedStore = { credential: CredentialEntry; store: Store };
