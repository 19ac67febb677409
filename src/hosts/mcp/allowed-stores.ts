import type { CredentialEntry, Vault } from '../../credentials/index.ts';
import { RollcallError, type Store } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import type { Stores } from '../stores.ts';

/** The stores that agents may use: all that are stored, or those of `--credentials`. */
export type AllowedStores = {
  list(): Promise<CredentialEntry[]>;
  /**
   * The store that is meant, by id or by a label that only one has; without either, the only one that is allowed.
   * @throws {RollcallError} credentials_not_found, with the ids that there are
   */
  open(idOrLabel?: string): Promise<OpenedStore>;
};

/** What an agent is told where there is none. */
export const noStore =
  'There is no store that you may use. The user adds one: rollcall credentials add --id main --store-hash HASH';

export type OpenedStore = { credential: CredentialEntry; store: Store };

export type AllowedStoresOptions = {
  vault: Pick<Vault, 'list'>;
  stores: Pick<Stores, 'open'>;
  /** Ids or labels. @default every stored credential */
  credentials?: string[];
};

/** @throws {RollcallError} invalid_params for a blank one of `credentials`, credentials_not_found for one that is not stored */
export async function createAllowedStores({
  vault,
  stores,
  credentials,
}: AllowedStoresOptions): Promise<AllowedStores> {
  if (credentials?.some((name) => name.trim() === ''))
    throw invalidParam(
      'credentials',
      '--credentials is blank: name the credentials that the agent may use, or leave the flag out to allow all.',
    );
  const stored = await vault.list();
  const ids = credentials && new Set(credentials.map((name) => choose(stored, name, 'Stored').id));
  const list = async () => (await vault.list()).filter(({ id }) => !ids || ids.has(id));
  return {
    list,
    async open(idOrLabel) {
      const credential = choose(await list(), idOrLabel, ids ? 'Allowed' : 'Stored');
      return { credential, store: await stores.open(credential.id) };
    },
  };
}

/** Agents must not learn of a store that they may not use, so the choice is made among the allowed ones alone. */
function choose(entries: CredentialEntry[], idOrLabel: string | undefined, which: string): CredentialEntry {
  const ids = entries.map(({ id }) => id);
  const refuse = (what: string) =>
    new RollcallError('credentials_not_found', what, { param: 'credentials_id', details: { ids } });
  if (entries.length === 0) throw refuse(noStore);
  const all = `${which}: ${ids.join(', ')}.`;
  if (!idOrLabel) {
    if (entries.length === 1) return entries[0]!;
    throw refuse(`There are several stores: say which one with credentials_id. ${all}`);
  }
  const byId = entries.find(({ id }) => id === idOrLabel);
  if (byId) return byId;
  const labelled = entries.filter(({ label }) => label === idOrLabel);
  if (labelled.length === 1) return labelled[0]!;
  if (labelled.length > 1) throw refuse(`Several credentials have the label "${idOrLabel}": use an id. ${all}`);
  throw refuse(`There is no credential "${idOrLabel}". ${all}`);
}
