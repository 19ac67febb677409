import { type Answer, legacyList, refuseLegacy } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { pageOf, readLegacyPaging } from '../http/pages.ts';
import { allowLegacyFilters, type Query } from '../http/query.ts';
import { inOrder } from '../store/in-order.ts';
import type { Order } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { ORDER_FILTERS, orderMatches } from './order-matches.ts';
import { ORDER_STATUSES, orderStatusView } from './order-statuses.ts';
import { orderProductView, orderView, shippingAddressView } from './order-view.ts';

const LIST_FILTERS = new Set([...ORDER_FILTERS, 'page', 'limit', 'sort']);
const PAGING = new Set(['page', 'limit']);
const SORTS: Readonly<Record<string, (order: Order) => number | string>> = {
  id: (order) => order.id,
  customer_id: (order) => order.customer_id,
  date_created: (order) => order.created,
  date_modified: (order) => order.modified,
  status_id: (order) => order.status_id,
  channel_id: (order) => order.channel_id,
  external_id: () => 0,
};

/** A bare array, by id unless sorted; an empty page is 204 without a body. */
export function getOrders({ store, storeHash, query }: Call): Answer {
  allowLegacyFilters(query, LIST_FILTERS);
  const paging = readLegacyPaging(query);
  const orders = sorted([...store.orders].filter(orderMatches(query)), query);
  return legacyList(pageOf(orders, paging).map((order) => orderView(order, storeHash)));
}

/** Incomplete orders count too. */
export function countOrders({ store, query }: Call): Answer {
  allowLegacyFilters(query, ORDER_FILTERS);
  const orders = [...store.orders].filter(orderMatches(query));
  const statuses = ORDER_STATUSES.map((name, id) => ({
    ...orderStatusView(id, name),
    count: orders.filter((order) => order.status_id === id).length,
    sort_order: id,
  }));
  return { status: 200, json: { statuses, count: orders.length } };
}

export function getOrder({ store, storeHash, query, ids }: Call): Answer {
  allowLegacyFilters(query, new Set());
  return { status: 200, json: orderView(existingOrder(store, ids[0]!), storeHash) };
}

export function getOrderProducts({ store, query, ids }: Call): Answer {
  allowLegacyFilters(query, PAGING);
  const order = existingOrder(store, ids[0]!);
  return legacyList(pageOf(order.products, readLegacyPaging(query)).map((product) => orderProductView(order, product)));
}

export function getOrderShippingAddresses({ store, storeHash, query, ids }: Call): Answer {
  allowLegacyFilters(query, PAGING);
  const order = existingOrder(store, ids[0]!);
  return legacyList(
    pageOf(order.shipping_addresses, readLegacyPaging(query)).map((address) =>
      shippingAddressView(order, address, storeHash),
    ),
  );
}

export function existingOrder(store: Store, id: number): Order {
  return store.orders.get(id) ?? refuseLegacy(404, 'The requested resource was not found.');
}

function sorted(orders: Order[], query: Query): Order[] {
  const sort = query.get('sort');
  if (sort === undefined) return orders;
  const [field, direction = 'asc'] = sort.split(':');
  const value = Object.hasOwn(SORTS, field!) ? SORTS[field!] : undefined;
  if (!value || (direction !== 'asc' && direction !== 'desc')) return refuseLegacy(400, "The field 'sort' is invalid.");
  return inOrder(orders, value, direction);
}
