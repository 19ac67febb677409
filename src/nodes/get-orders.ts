import * as v from 'valibot';
import {
  type Call,
  listOrderProducts,
  listOrders,
  listShipments,
  listShippingAddresses,
  type Order,
  type Store,
  startCall,
  walkOrders,
} from '../bigcommerce/index.ts';
import { mostResults, tooMany } from './all-customers.ts';
import { defineNode } from './define-node.ts';
import { inOrder } from './in-order.ts';
import { orderMoment } from './moment.ts';
import { orderFilters } from './order-filters.ts';
import { statusParam } from './order-status.ts';
import { orderSchema } from './output-schemas.ts';
import { callParams, choice, id, limit, moment, number, page, text, toggle } from './param-schemas.ts';
import { theOrder } from './the-order.ts';

const params = v.object({
  credentials_id: callParams.credentials_id,
  order_id: id('One order by id; the filters below are then left aside.', '12345'),
  status_id: statusParam('Order status.'),
  customer_id: id('Orders of this customer; 0 is guests.'),
  email: text('Email of the customer.'),
  min_date_created: moment('Placed at or after this moment, RFC 2822 or ISO 8601.'),
  max_date_created: moment('Placed at or before this moment, RFC 2822 or ISO 8601.'),
  min_total: number('Least order total.'),
  max_total: number('Highest order total.'),
  payment_method: text('Payment method, by the name that the store shows.'),
  include_products: toggle('Line items of each order; one more call per order.'),
  include_shipping: toggle(
    'Shipping addresses and shipments of each order; one more call per order, two where something was shipped.',
  ),
  sort: choice('Order of the results.', [
    'id:asc',
    'id:desc',
    'customer_id:asc',
    'customer_id:desc',
    'date_created:asc',
    'date_created:desc',
    'date_modified:asc',
    'date_modified:desc',
    'status_id:asc',
    'status_id:desc',
    'channel_id:asc',
    'channel_id:desc',
    'external_id:asc',
    'external_id:desc',
  ]),
  limit,
  page,
  all: toggle('Every page in one answer, up to 10,000 orders, by id. limit and page are then left aside.'),
  max_wait_ms: callParams.max_wait_ms,
});

export type GetOrdersParams = v.InferOutput<typeof params>;

/** Orders whose parts are asked for at a time. */
const ordersInFlight = 3;

/** https://developer.bigcommerce.com/docs/rest-management/orders#get-all-orders */
export const getOrders = defineNode({
  name: 'BigcommerceGetOrders',
  title: 'Get orders',
  action: 'get-orders',
  description:
    'One order by id, or a filtered list, with line items, shipping addresses and shipments where asked. No match is success with an empty list.',
  params,
  rules: [
    {
      says: 'all walks the orders by id: leave sort out, or set it to id:asc.',
      param: 'sort',
      holds: ({ all, sort }) => !all || sort === undefined || sort === 'id:asc',
    },
  ],
  checks: (given) =>
    (['min_date_created', 'max_date_created'] as const).map((name) => () => {
      // By id the filters are left aside, and nobody reads them.
      if (given.order_id === undefined) orderMoment(given[name], name);
    }),
  form: [
    {
      title: 'Filters',
      params: [
        'order_id',
        'status_id',
        'customer_id',
        'email',
        'min_date_created',
        'max_date_created',
        'min_total',
        'max_total',
        'payment_method',
      ],
    },
    { title: 'Result', params: ['include_products', 'include_shipping', 'sort', 'limit', 'page'] },
  ],
  output: v.looseObject({
    success: v.literal(true),
    orders: v.array(orderSchema),
    count: v.number(),
    page: v.number(),
    limit: v.number(),
    message: v.string(),
  }),
  effects: { reads: true, writes: false, mails: false, deletes: false },
  examples: [
    { title: 'One order with its line items', params: { order_id: '12345', include_products: true } },
    {
      title: 'Where an order goes, and what was shipped of it',
      params: { order_id: '12345', include_shipping: true },
    },
    { title: 'What waits to be shipped', params: { status_id: 'Awaiting Fulfillment', sort: 'date_created:asc' } },
  ],
  async execute(store, params, options) {
    const call = startCall(store, options);
    const found = await find(store, params, call);
    const orders = await showOrders(store, found, params, call);
    return {
      success: true as const,
      orders,
      count: orders.length,
      page: params.all ? 1 : params.page,
      limit: params.all ? orders.length : params.limit,
      message: `${orders.length} ${orders.length === 1 ? 'order' : 'orders'} retrieved`,
    };
  },
});

/** What it returns. */
export type FoundOrders = Awaited<ReturnType<typeof getOrders.execute>>;

async function find(store: Store, params: GetOrdersParams, call: Call): Promise<Order[]> {
  if (params.order_id !== undefined) return [await theOrder(store, Number(params.order_id), call)];
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
