import type { Call } from './call.ts';
import { isRecord, refusalError } from './error-body.ts';
import type { Order, OrderProduct, OrderShippingAddress, Shipment } from './order.ts';
import { readList } from './read-reply.ts';
import { type Query, send } from './send.ts';
import type { Store } from './store.ts';

/** Orders of one call at most. */
export const largestOrderPage = 250;

/**
 * One page of orders. V2 answers an empty page with 204 and tells no total.
 * https://developer.bigcommerce.com/docs/rest-management/orders#get-all-orders
 * @throws {RollcallError} rejected when a filter is refused, and whatever `send` throws
 */
export async function listOrders(store: Store, query: Query, call: Call): Promise<Order[]> {
  const reply = await send(store, { method: 'GET', path: '/v2/orders', query }, call);
  return readList(reply, 'Orders could not be listed');
}

/** All orders that match, 250 a call, by id: orders that come or go meanwhile shift nothing. */
export async function* walkOrders(store: Store, query: Query, call: Call): AsyncGenerator<Order[]> {
  let minId = query.min_id;
  while (true) {
    const page = await listOrders(store, { ...query, min_id: minId, sort: 'id:asc', limit: largestOrderPage }, call);
    if (page.length > 0) yield page;
    if (page.length < largestOrderPage) return;
    minId = page.at(-1)!.id + 1;
  }
}

/**
 * How many orders the store has; undefined where it does not tell. Whether incomplete ones count is not documented: good to choose the
 * cheaper way by, not to answer with.
 */
export async function countOrders(store: Store, call: Call): Promise<number | undefined> {
  const { json } = await send(store, { method: 'GET', path: '/v2/orders/count' }, call);
  return isRecord(json) && typeof json.count === 'number' ? json.count : undefined;
}

/** One order; undefined where the store has none with this id. */
export async function getOrder(store: Store, id: number, call: Call): Promise<Order | undefined> {
  const reply = await send(store, { method: 'GET', path: `/v2/orders/${id}`, endpoint: '/v2/orders/{id}' }, call);
  if (reply.status === 404) return undefined;
  if (reply.status !== 200 || !isRecord(reply.json) || reply.json.id !== id)
    throw refusalError(reply, `Order ${id} could not be read`);
  return reply.json as Order;
}

/** Every line item of an order. */
export function listOrderProducts(store: Store, orderId: number, call: Call): Promise<OrderProduct[]> {
  return listAll<OrderProduct>(store, orderId, 'products', call);
}

/** Every place that items of an order go to; none where all of them are digital. */
export function listShippingAddresses(store: Store, orderId: number, call: Call): Promise<OrderShippingAddress[]> {
  return listAll<OrderShippingAddress>(store, orderId, 'shipping_addresses', call);
}

/** Every shipment of an order. */
export function listShipments(store: Store, orderId: number, call: Call): Promise<Shipment[]> {
  return listAll<Shipment>(store, orderId, 'shipments', call);
}

async function listAll<Row>(
  store: Store,
  orderId: number,
  part: 'products' | 'shipments' | 'shipping_addresses',
  call: Call,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const reply = await send(
      store,
      {
        method: 'GET',
        path: `/v2/orders/${orderId}/${part}`,
        endpoint: `/v2/orders/{id}/${part}`,
        query: { limit: largestOrderPage, page },
      },
      call,
    );
    const some = readList<Row>(reply, `The ${part.replace('_', ' ')} of order ${orderId} could not be listed`);
    rows.push(...some);
    if (some.length < largestOrderPage) return rows;
  }
}
