import { type Answer, legacyList, refuseLegacy } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { rfcDate } from '../http/dates.ts';
import { pageOf, readLegacyPaging } from '../http/pages.ts';
import { allowLegacyFilters } from '../http/query.ts';
import type { Item } from '../http/read-items.ts';
import type { Order, OrderProduct, Shipment } from '../store/rows.ts';
import { existingOrder } from './orders.ts';
import { readLegacyItem } from './read-legacy-item.ts';

const PAGING = new Set(['page', 'limit']);
const SHIPPED = 2;
const PARTIALLY_SHIPPED = 3;
const PROVIDERS = [
  '',
  'auspost',
  'canadapost',
  'endicia',
  'usps',
  'fedex',
  'royalmail',
  'ups',
  'upsready',
  'shipperhq',
];

export function getShipments({ store, query, ids }: Call): Answer {
  allowLegacyFilters(query, PAGING);
  const order = existingOrder(store, ids[0]!);
  const rows = store.shipmentsOf.get(order.id).map((id) => store.shipments.get(id)!);
  return legacyList(pageOf(rows, readLegacyPaging(query)).map((row) => shipmentView(order, row)));
}

/**
 * POST /v2/orders/{id}/shipments, answered with 201. What was shipped is counted on the products, the address and the order; the order is then
 * Shipped, or Partially Shipped while something is left. That last part, and that more items than are left are a 400, is our choice.
 */
export function createShipment({ store, body, ids, now, commit }: Call): Answer {
  const order = existingOrder(store, ids[0]!);
  const item = readLegacyItem(body);
  const address = order.shipping_addresses.find((one) => one.id === item.order_address_id);
  if (!address) return refuseLegacy(400, "The field 'order_address_id' is invalid.");
  const quantities = readQuantities(item.items, order, address.id);
  const provider = readText(item, 'shipping_provider', 255);
  if (!PROVIDERS.includes(provider) && !provider.startsWith('carrier_'))
    refuseLegacy(400, "The field 'shipping_provider' is invalid.");
  const products = order.products.map((product) => ({
    ...product,
    quantity_shipped: product.quantity_shipped + (quantities.get(product.id) ?? 0),
  }));
  const row: Shipment = {
    id: store.shipments.lastId + 1,
    order_id: order.id,
    customer_id: order.customer_id,
    order_address_id: address.id,
    created: now,
    tracking_number: readText(item, 'tracking_number', 50),
    tracking_carrier: readText(item, 'tracking_carrier', 255),
    tracking_link: readText(item, 'tracking_link', 500),
    shipping_provider: provider,
    shipping_method: readText(item, 'shipping_method', 255),
    comments: readText(item, 'comments', 65_535),
    items: [...quantities].map(([order_product_id, quantity]) => ({ order_product_id, product_id: 0, quantity })),
  };
  const shipped: Order = withShipped(order, products, now);
  commit({ shipments: { put: [row] }, orders: { put: [shipped] } });
  return { status: 201, json: shipmentView(shipped, row) };
}

/** The order after its products were shipped as far as they say. */
export function withShipped(order: Order, products: OrderProduct[], now: number): Order {
  const complete = products.every((product) => product.quantity_shipped >= product.quantity);
  return {
    ...order,
    products,
    shipping_addresses: order.shipping_addresses.map((address) => ({
      ...address,
      items_shipped: products.reduce(
        (sum, product) => sum + (product.order_address_id === address.id ? product.quantity_shipped : 0),
        0,
      ),
    })),
    status_id: complete ? SHIPPED : PARTIALLY_SHIPPED,
    shipped: complete ? now : order.shipped,
    modified: now,
  };
}

function readQuantities(items: unknown, order: Order, addressId: number): Map<number, number> {
  if (!Array.isArray(items) || items.length === 0) return refuseLegacy(400, "The field 'items' is required.");
  const quantities = new Map<number, number>();
  for (const item of items) {
    const { order_product_id: id, quantity } = (item ?? {}) as { order_product_id?: unknown; quantity?: unknown };
    const product = order.products.find((one) => one.id === id && one.order_address_id === addressId);
    if (!product)
      return refuseLegacy(400, `The field 'items' is invalid: ${id} is no product of this order and address.`);
    const sum = (quantities.get(product.id) ?? 0) + Number(quantity);
    if (!Number.isInteger(quantity) || (quantity as number) < 1 || sum > product.quantity - product.quantity_shipped) {
      refuseLegacy(
        400,
        `The field 'items' is invalid: ${product.quantity - product.quantity_shipped} of product ${id} can be shipped.`,
      );
    }
    quantities.set(product.id, sum);
  }
  return quantities;
}

function readText(item: Item, name: string, most: number): string {
  const value = item[name] ?? '';
  return typeof value === 'string' && value.length <= most
    ? value
    : refuseLegacy(400, `The field '${name}' is invalid.`);
}

function shipmentView(order: Order, row: Shipment): Record<string, unknown> {
  const { id, items_total, items_shipped, ...address } = order.shipping_addresses.find(
    (one) => one.id === row.order_address_id,
  )!;
  const { created, items, ...fields } = row;
  return {
    ...fields,
    date_created: rfcDate(created),
    merchant_shipping_cost: '0.0000',
    generated_tracking_link: '',
    shipping_provider_display_name: row.shipping_provider.toUpperCase(),
    billing_address: order.billing_address,
    shipping_address: address,
    items,
  };
}
