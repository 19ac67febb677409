import * as v from 'valibot';
import { startCall } from '../bigcommerce/index.ts';
import { defineNode } from './define-node.ts';
import { findOrders } from './find-orders.ts';
import { getOrdersMany } from './get-orders-many.ts';
import { orderMoment } from './moment.ts';
import { statusParam } from './order-status.ts';
import { orderSchema } from './output-schemas.ts';
import { callParams, choice, id, limit, moment, number, page, text, toggle } from './param-schemas.ts';

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
  execute: (store, params, options) => findOrders(store, params, startCall(store, options)),
  executeMany: getOrdersMany,
});

/** What it returns. */
export type FoundOrders = Awaited<ReturnType<typeof getOrders.execute>>;
