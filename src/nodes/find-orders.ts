import {
  type Call,
  listOrderProducts,
  listOrders,
  listShipments,
  listShippingAddresses,
  type Order,
  type Store,
  walkOrders,
} from '../bigcommerce/index.ts';
import { mostResults, tooMany } from './all-customers.ts';
import type { GetOrdersParams } from './get-orders.ts';
import { inOrder } from './in-order.ts';
import { orderFilters } from './order-filters.ts';
import { theOrder } from './the-order.ts';

/** Orders whose parts are asked for at a time. */
const ordersInFlight = 3;

/**
 * What getting orders gives.
 * @param known the order of `order_id`, where it was read already
 * @throws {RollcallError} order_not_found, too_many_results, and whatever stops the store
 */
export async function findOrders(store: Store, params: GetOrdersParams, call: Call, known?: Order) {
  const orders = await showOrders(store, await find(store, params, call, known), params, call);
  return {
    success: true as const,
    orders,
    count: orders.length,
    page: params.all ? 1 : params.page,
    limit: params.all ? orders.length : params.limit,
    message: `${orders.length} ${orders.length === 1 ? 'order' : 'orders'} retrieved`,
  };
}

async function find(store: Store, params: GetOrdersParams, call: Call, known?: Order): Promise<Order[]> {
  if (params.order_id !== undefined) return [known ?? (await theOrder(store, Number(params.order_id), call))];
  const query = orderFilters(params);
  if (!params.all)
    return listOrders(store, { ...query, sort: params.sort, limit: params.limit, page: params.page }, call);
  const orders: Order[] = [];
  for await (const some of walkOrders(store, query, call)) {
    orders.push(...some);
    if (orders.length > mostResults) throw tooMany('orders');
  }
  return orders;
}

/** Orders with the parts that were asked for. */
export async function showOrders(store: Store, found: Order[], params: GetOrdersParams, call: Call): Promise<Order[]> {
  const orders: Order[] = [];
  for await (const order of inOrder(found, ordersInFlight, (order) => show(store, order, params, call)))
    orders.push(order);
  return orders;
}

/** The order with the parts that were asked for; without the others, since the API shows links in their place. */
async function show(
  store: Store,
  { products: _products, shipping_addresses: _addresses, ...order }: Order,
  params: GetOrdersParams,
  call: Call,
): Promise<Order> {
  const id = order.id as number;
  // BigCommerce counts what was shipped: an order of which nothing was has no shipments to ask for.
  const isShipped = order.items_shipped !== 0;
  const [products, shipping_addresses, shipments] = await Promise.all([
    params.include_products ? listOrderProducts(store, id, call) : undefined,
    params.include_shipping ? listShippingAddresses(store, id, call) : undefined,
    params.include_shipping && isShipped ? listShipments(store, id, call) : [],
  ]);
  return {
    ...(order as Order),
    ...(products && { products }),
    ...(shipping_addresses && { shipping_addresses, shipments }),
  };
}
