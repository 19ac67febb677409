import {
  type Call,
  type CallOptions,
  isRollcallError,
  largestOrderPage,
  listOrders,
  type Order,
  type RollcallError,
  type Store,
  startCall,
} from '../bigcommerce/index.ts';
import type { NodeResult, ReadItem } from './define-node.ts';
import { failure } from './failure.ts';
import { findOrders } from './find-orders.ts';
import type { GetOrdersParams } from './get-orders.ts';
import { inChunks } from './in-chunks.ts';
import { inOrder } from './in-order.ts';

/** Items whose orders are looked for together. */
const itemsTogether = 250;
/** Items under way at a time. */
const itemsInFlight = 3;
const refusals = new Set<string>(['unauthorized', 'forbidden']);
/** Ids further from each other are asked for one by one: orders that nobody asked for are not free either. */
const widestGap = 10;

/**
 * Gets orders for many items and yields their results in the order of the items. Orders whose ids lie close together come in one call;
 * whichever does not come that way, as a deleted one may not, is asked for by itself.
 */
export async function* getOrdersMany(
  store: Store,
  items: AsyncIterable<ReadItem<GetOrdersParams>>,
  options: CallOptions,
): AsyncGenerator<NodeResult> {
  const call = startCall(store, options);
  /** A token that is refused once is refused for every item. */
  let refused: RollcallError | undefined;
  for await (const chunk of inChunks(items, { most: itemsTogether, clock: store.clock, splitBefore: () => false })) {
    const known = await ask(() => readTogether(store, chunk.flatMap(orderIdOf), call)).catch(none);
    yield* inOrder(chunk, itemsInFlight, (item) => getOne(item, known));
  }

  async function getOne(item: ReadItem<GetOrdersParams>, known: Map<number, Order>): Promise<NodeResult> {
    if ('error' in item) return failure(item.error);
    try {
      return await ask(() => findOrders(store, item.params, call, known.get(Number(item.params.order_id))));
    } catch (error) {
      return failure(error);
    }
  }

  async function ask<T>(question: () => Promise<T>): Promise<T> {
    if (refused) throw refused;
    try {
      return await question();
    } catch (error) {
      if (isRollcallError(error) && refusals.has(error.code)) refused = error;
      throw error;
    }
  }
}

/** Each order is then asked for by itself, and tells its own failure. */
function none(error: unknown): Map<number, Order> {
  if (!isRollcallError(error)) throw error;
  return new Map();
}

function orderIdOf(item: ReadItem<GetOrdersParams>): number[] {
  return 'params' in item && item.params.order_id !== undefined ? [Number(item.params.order_id)] : [];
}

async function readTogether(store: Store, ids: number[], call: Call): Promise<Map<number, Order>> {
  const wanted = new Set(ids);
  const found = new Map<number, Order>();
  const ranges = rangesOf([...wanted].sort((a, b) => a - b)).filter(({ length }) => length > 1);
  const read = (range: number[]) =>
    listOrders(store, { min_id: range[0]!, max_id: range.at(-1)!, sort: 'id:asc', limit: largestOrderPage }, call);
  for await (const orders of inOrder(ranges, itemsInFlight, read))
    for (const order of orders) if (wanted.has(order.id)) found.set(order.id, order);
  return found;
}

/** Splits ids, lowest first, so that what lies between the first and the last of each part fits one page. */
function rangesOf(ids: number[]): number[][] {
  const ranges: number[][] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range && id - range.at(-1)! <= widestGap && id - range[0]! < largestOrderPage) range.push(id);
    else ranges.push([id]);
  }
  return ranges;
}
