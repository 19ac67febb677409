import { type Answer, refuseLegacy } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Item } from '../http/read-items.ts';
import type { Order, OrderAddress } from '../store/rows.ts';
import { countryName } from './countries.ts';
import { ORDER_STATUSES } from './order-statuses.ts';
import { orderView } from './order-view.ts';
import { existingOrder } from './orders.ts';
import { readLegacyItem } from './read-legacy-item.ts';

const FIELDS = ['status_id', 'staff_notes', 'customer_message', 'billing_address', 'external_order_id'];
const ADDRESS_FIELDS = [
  ...[
    'first_name',
    'last_name',
    'company',
    'street_1',
    'street_2',
    'city',
    'state',
    'zip',
    'country',
    'country_iso2',
    'phone',
    'email',
  ],
] as const;

/**
 * PUT /v2/orders/{id}: fields that are not sent stay, those of the billing address too. Any field that the sandbox does not emulate, products
 * for one, is a 400 that names it, lest a change be lost in silence. Setting the status to Shipped dates the shipping but ships no item: our
 * choice.
 */
export function updateOrder({ store, storeHash, body, ids, now, commit }: Call): Answer {
  const before = existingOrder(store, ids[0]!);
  const item = readLegacyItem(body);
  for (const name of Object.keys(item)) {
    if (!FIELDS.includes(name)) refuseLegacy(400, `The field '${name}' is not supported by this resource.`);
  }
  const status = item.status_id ?? before.status_id;
  if (typeof status !== 'number' || ORDER_STATUSES[status] === undefined)
    return refuseLegacy(400, "The field 'status_id' is invalid.");
  const row: Order = {
    ...before,
    status_id: status,
    staff_notes: readText(item, 'staff_notes') ?? before.staff_notes,
    customer_message: readText(item, 'customer_message') ?? before.customer_message,
    external_order_id: readText(item, 'external_order_id') ?? before.external_order_id,
    billing_address: billingAddress(item.billing_address, before.billing_address),
    shipped: status === 2 && before.shipped === 0 ? now : before.shipped,
    modified: now,
  };
  commit({ orders: { put: [row] } });
  return { status: 200, json: orderView(row, storeHash) };
}

function billingAddress(value: unknown, before: OrderAddress): OrderAddress {
  if (value === undefined || value === null) return before;
  if (typeof value !== 'object' || Array.isArray(value))
    return refuseLegacy(400, "The field 'billing_address' is invalid.");
  const item = value as Item;
  const row = { ...before };
  for (const name of Object.keys(item)) {
    if (!(ADDRESS_FIELDS as readonly string[]).includes(name)) {
      refuseLegacy(400, `The field 'billing_address.${name}' is not supported by this resource.`);
    }
  }
  for (const name of ADDRESS_FIELDS) row[name] = readText(item, name) ?? row[name];
  // A code that was sent alone brings its country's name with it.
  if (item.country_iso2 !== undefined) {
    const name =
      countryName(row.country_iso2) ?? refuseLegacy(400, "The field 'billing_address.country_iso2' is invalid.");
    if (item.country === undefined) row.country = name;
  }
  return row;
}

function readText(item: Item, name: string): string | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : refuseLegacy(400, `The field '${name}' is invalid.`);
}
