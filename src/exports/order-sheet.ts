import type { BillingAddress, Order } from '../bigcommerce/index.ts';
import { csvRecord } from './csv.ts';
import type { Sheet } from './sheet.ts';

/** Columns that bear the API's own names and values: money is text with four decimals, dates are RFC 2822. */
const ownFields = [
  'subtotal_ex_tax',
  'subtotal_tax',
  'subtotal_inc_tax',
  'shipping_cost_ex_tax',
  'shipping_cost_inc_tax',
  'handling_cost_inc_tax',
  'wrapping_cost_inc_tax',
  'discount_amount',
  'coupon_discount',
  'gift_certificate_amount',
  'store_credit_amount',
  'total_ex_tax',
  'total_tax',
  'total_inc_tax',
  'refunded_amount',
  'items_total',
  'items_shipped',
  'payment_method',
  'payment_status',
] as const;

type Column = [name: string, value: (order: Order, billing: BillingAddress) => unknown];

const own = (name: string): Column => [name, (order) => order[name]];
const billing = (name: string, field: keyof BillingAddress = name): Column => [
  `billing_${name}`,
  (_, address) => address[field],
];

const columns: Column[] = [
  ...['id', 'date_created', 'date_modified', 'date_shipped', 'status_id', 'status', 'customer_id'].map(own),
  ['email', (_, address) => address.email],
  own('currency_code'),
  ...ownFields.map(own),
  ...['first_name', 'last_name', 'company', 'street_1', 'street_2', 'city', 'state', 'zip', 'country'].map((name) =>
    billing(name),
  ),
  billing('country_code', 'country_iso2'),
  billing('phone'),
  ...['channel_id', 'order_source', 'external_order_id', 'staff_notes', 'customer_message'].map(own),
];

/** Orders as a flat table: one row an order. Line items and shipping addresses are not in it; the `get-orders` node shows them. */
export const orderSheet: Sheet<Order> = {
  text(orders, isFirst) {
    const lines = isFirst ? [csvRecord(columns.map(([name]) => name))] : [];
    for (const order of orders) {
      const address = order.billing_address ?? {};
      lines.push(csvRecord(columns.map(([, value]) => cell(value(order, address)))));
    }
    return lines.map((line) => `${line}\n`).join('');
  },
};

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
