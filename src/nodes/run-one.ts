import { type CallOptions, RollcallError, type Store } from '../bigcommerce/index.ts';
import type { NodeResult, ReadItem } from './define-node.ts';
import { errorOf } from './failure.ts';

type Many<P, C> = (store: Store, items: AsyncIterable<ReadItem<P>>, call: C) => AsyncIterable<NodeResult>;

/** Runs a node that works over many items for one. @throws {RollcallError} what the item's failure says */
export async function runOne<P, C extends CallOptions>(
  many: Many<P, C>,
  store: Store,
  params: P,
  call: C,
): Promise<NodeResult & { success: true }> {
  for await (const result of many(store, only(params), call)) {
    if (result.success) return result;
    throw errorOf(result);
  }
  throw new RollcallError('internal', 'The call ended without a result.');
}

async function* only<P>(params: P): AsyncGenerator<ReadItem<P>> {
  yield { index: 0, params };
}
