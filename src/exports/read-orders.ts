import { type Call, listOrders, type Order, type Store } from '../bigcommerce/index.ts';
import type { OrderFilters } from '../nodes/index.ts';
import { largestPage, type ReadPage } from './page.ts';

/** Orders by id, from a least id on: what arrives meanwhile has a higher one and comes last, what is changed or deleted shifts nothing. */
export function readOrders(store: Store, call: Call, filters: OrderFilters = {}): ReadPage<Order> {
  return async (minId) => {
    const rows = await listOrders(store, { ...filters, min_id: minId, sort: 'id:asc', limit: largestPage }, call);
    return { rows, ...(rows.length === largestPage && { next: rows.at(-1)!.id + 1 }) };
  };
}
