import { refuseLegacy } from '../http/answer.ts';
import { parseDate } from '../http/dates.ts';
import type { Query } from '../http/query.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Order } from '../store/rows.ts';
import { orderTotal } from './order-view.ts';

const NUMBERS: Readonly<Record<string, (order: Order, value: number) => boolean>> = {
  min_id: (order, value) => order.id >= value,
  max_id: (order, value) => order.id <= value,
  min_total: (order, value) => orderTotal(order) >= Math.round(value * 10_000),
  max_total: (order, value) => orderTotal(order) <= Math.round(value * 10_000),
  customer_id: (order, value) => order.customer_id === value,
  status_id: (order, value) => order.status_id === value,
  channel_id: (order, value) => order.channel_id === value,
};
const TEXTS: Readonly<Record<string, (order: Order, value: string) => boolean>> = {
  email: (order, value) => foldEmail(order.billing_address.email) === foldEmail(value),
  payment_method: (order, value) => order.payment_method.toLowerCase() === value.toLowerCase(),
  cart_id: (order, value) => order.cart_id === value,
  external_order_id: (order, value) => order.external_order_id === value,
};
const DATES: Readonly<Record<string, (order: Order, second: number) => boolean>> = {
  min_date_created: (order, second) => order.created >= second,
  max_date_created: (order, second) => order.created <= second,
  min_date_modified: (order, second) => order.modified >= second,
  max_date_modified: (order, second) => order.modified <= second,
};

export const ORDER_FILTERS: ReadonlySet<string> = new Set([
  ...Object.keys(NUMBERS),
  ...Object.keys(TEXTS),
  ...Object.keys(DATES),
]);

/** The test that a query's filters make together. A value that cannot be read is a 400: our choice. */
export function orderMatches(query: Query): (order: Order) => boolean {
  const tests: ((order: Order) => boolean)[] = [];
  for (const [name, value] of query) {
    const invalid = (): never => refuseLegacy(400, `The field '${name}' is invalid.`);
    const number = NUMBERS[name];
    const text = TEXTS[name];
    const date = DATES[name];
    if (number) {
      if (!/^-?\d+(\.\d+)?$/.test(value)) invalid();
      const wanted = Number(value);
      tests.push((order) => number(order, wanted));
    } else if (text) {
      tests.push((order) => text(order, value));
    } else if (date) {
      const second = parseDate(value) ?? invalid();
      tests.push((order) => date(order, second));
    }
  }
  return (order) => tests.every((test) => test(order));
}
