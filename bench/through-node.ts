import { type ConnectedStore, connect } from '../src/client.ts';
import { createCustomer, type NodeResult, runNodeMany } from '../src/nodes/index.ts';
import type { StoreAddress } from './store-address.ts';

type Connection = Omit<Parameters<typeof connect>[0], keyof StoreAddress | 'apiUrl'>;

/** A store as a user of the library connects to it. */
export function openStore({ url, storeHash, accessToken }: StoreAddress, options: Connection = {}): ConnectedStore {
  return connect({ storeHash, accessToken, apiUrl: url, ...options });
}

/** Items through BigcommerceCreateCustomer: one result per item, in their order. */
export function throughNode(
  store: ConnectedStore,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<NodeResult> {
  return runNodeMany(createCustomer, store, items);
}

/** Counts results by outcome, failures by their error's code. */
export async function tally(results: AsyncIterable<NodeResult>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const result of results) {
    const name = result.success ? String(result.outcome) : (result.error as { code: string }).code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
