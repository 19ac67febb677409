import { failure, type NodeResult, type Store } from '../../nodes/index.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { Stores } from '../stores.ts';
import type { ManyItem } from './read-many.ts';

/** The items of one store, by their places among all. */
export type StoreItems = { store: Store; indices: number[] };

export type ItemsByStore = {
  groups: Iterable<StoreItems>;
  /** The items whose credential cannot be used, by their places. */
  refused: Map<number, NodeResult>;
};

/**
 * The items of each store in their order, whether they name its credential, its label or nothing: an email that comes twice in a store is
 * created once. All stores are there before anything is written to one of them.
 * @throws {RollcallError} where the credential that all items share cannot be used
 */
export async function itemsByStore(items: ManyItem[], stores: Stores): Promise<ItemsByStore> {
  const opened = new Map<unknown, Promise<Store>>();
  const open = async (given: unknown): Promise<Store> => stores.open(readCredentialsId(given));
  const groups = new Map<string, StoreItems>();
  const refused = new Map<number, NodeResult>();
  const isNamed = items.some(({ namedBy }) => namedBy === 'item');
  for (const [index, { credentialsId, namedBy }] of items.entries()) {
    const opening = opened.get(credentialsId) ?? open(credentialsId);
    opened.set(credentialsId, opening);
    try {
      const store = await opening;
      const group = groups.get(credentialOf(store)) ?? { store, indices: [] };
      group.indices.push(index);
      groups.set(credentialOf(store), group);
    } catch (error) {
      const isShared = namedBy === 'params' || !isNamed;
      if (isShared) throw error;
      refused.set(index, failure(error));
    }
  }
  return { groups: groups.values(), refused };
}

/** Each opening gives an object of its own. */
function credentialOf({ key, accessToken }: Store): string {
  return `${key} ${accessToken}`;
}
