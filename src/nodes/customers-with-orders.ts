import { type Call, countOrders, largestOrderPage, listOrders, type Store, walkOrders } from '../bigcommerce/index.ts';
import { inOrder } from './in-order.ts';

/** Fewer customers than these are asked for one by one: counting the orders first could hardly pay. */
const worthCounting = 5;
/** Customers that are asked for orders at a time. */
const ordersInFlight = 3;

/**
 * Those of some customers that have orders, in the order of `ids`. BigCommerce filters orders by one customer only, which is a call for each:
 * where the store has so few orders that reading them takes fewer calls, they are read, as far as that stays the cheaper way.
 * @throws {RollcallError} forbidden without the scope to read orders, and whatever else stops the store
 */
export async function customersWithOrders(store: Store, ids: number[], call: Call): Promise<number[]> {
  const found = new Set<number>();
  const open = new Set(ids);
  if (open.size >= worthCounting) await readWhileCheaper(store, open, found, call);
  const ask = async (id: number) => ({ id, orders: await listOrders(store, { customer_id: id, limit: 1 }, call) });
  for await (const { id, orders } of inOrder(open, ordersInFlight, ask)) if (orders.length > 0) found.add(id);
  return ids.filter((id) => found.has(id));
}

/** Moves customers from `open` to `found`; those left in `open` have to be asked for. */
async function readWhileCheaper(store: Store, open: Set<number>, found: Set<number>, call: Call): Promise<void> {
  let left = (await countOrders(store, call)) ?? Number.POSITIVE_INFINITY;
  if (callsToRead(left) >= open.size) return;
  for await (const orders of walkOrders(store, {}, call)) {
    for (const { customer_id: id } of orders) if (open.delete(id)) found.add(id);
    left -= orders.length;
    const isLast = orders.length < largestOrderPage;
    if (!isLast && callsToRead(left) >= open.size) return;
  }
  // All orders were read: who is left has none.
  open.clear();
}

/** The end of a walk is a page that is not full. */
function callsToRead(orders: number): number {
  return Math.floor(Math.max(0, orders) / largestOrderPage) + 1;
}
