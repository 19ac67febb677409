import type { Address, Customer, Order, OrderAddress, OrderProduct, ShippingAddress } from '../store/rows.ts';
import type { Change, Store } from '../store/store.ts';
import { countryName } from '../v2/countries.ts';
import { ORDER_STATUSES } from '../v2/order-statuses.ts';
import { withShipped } from '../v2/shipments.ts';
import { PRODUCTS } from './people.ts';
import type { Dice } from './seed-demo.ts';

const ORDERS = 150;
const FIRST_ID = 101;
const DAY = 86_400;
const TAX = 1.21;
/** How often each status shows, beside one order of every status. */
const USUAL_STATUSES = [10, 10, 2, 2, 11, 11, 11, 9, 7, 3, 0, 5, 4];
const PAID = new Set([2, 3, 8, 9, 10, 11, 12]);

/** Orders of the demo store, with a shipment for every one that was shipped, wholly or in part. */
export function* demoOrders(store: Store, now: number, dice: Dice): Generator<Change> {
  const buyers = [...store.customers].filter((customer) => store.addressesOf.has(customer.id));
  for (let position = 0; position < ORDERS; position++) {
    const buyer = dice.pick(buyers);
    const status = position < ORDER_STATUSES.length ? position : dice.pick(USUAL_STATUSES);
    const created = now - (ORDERS - position) * 2 * DAY - dice.below(DAY);
    yield* shipped(store, demoOrder(store, FIRST_ID + position, buyer, status, created, dice), dice);
  }
}

function demoOrder(store: Store, id: number, buyer: Customer, status: number, created: number, dice: Dice): Order {
  const homes = store.addressesOf.get(buyer.id).map((one) => orderAddress(store.addresses.get(one)!, buyer));
  // Every eighth order goes to two places, the second one being somebody else's.
  const places =
    id % 8 === 0
      ? [homes[0]!, { ...homes.at(-1)!, first_name: 'Robin', last_name: 'Present', street_1: 'Gift Lane 7' }]
      : [homes[0]!];
  const addresses: ShippingAddress[] = places.map((place, index) => ({
    ...place,
    id: id * 10 + index,
    items_total: 0,
    items_shipped: 0,
  }));
  const products: OrderProduct[] = [];
  const lines = Math.max(addresses.length, 1 + dice.below(4));
  for (let line = 0; line < lines; line++) {
    const [name, sku, cents] = dice.pick(PRODUCTS);
    const address = addresses[line % addresses.length]!;
    const quantity = 1 + dice.below(3);
    address.items_total += quantity;
    products.push({
      id: id * 10 + line,
      product_id: PRODUCTS.findIndex((product) => product[1] === sku) + 101,
      order_address_id: address.id,
      name,
      sku,
      price_ex_tax: cents * 100,
      price_inc_tax: Math.round(cents * 100 * TAX),
      quantity,
      quantity_shipped: 0,
    });
  }
  const total = products.reduce((sum, product) => sum + product.price_inc_tax * product.quantity, 0);
  return {
    id,
    customer_id: id % 11 === 0 ? 0 : buyer.id,
    created,
    modified: created + 3600,
    shipped: 0,
    status_id: status,
    payment_method: dice.pick(['Manual', 'Credit Card', 'PayPal', 'Bank Deposit']),
    payment_status: PAID.has(status)
      ? 'captured'
      : status === 4
        ? 'refunded'
        : status === 14
          ? 'partially refunded'
          : '',
    staff_notes: '',
    customer_message: id % 9 === 0 ? 'Please leave it with the neighbours.' : '',
    channel_id: 1,
    external_order_id: '',
    cart_id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    currency_code: 'EUR',
    shipping_ex_tax: 49_000,
    shipping_inc_tax: 59_290,
    refunded: status === 4 ? total : status === 14 ? Math.floor(total / 2) : 0,
    billing_address: homes[0]!,
    products,
    shipping_addresses: addresses,
  };
}

function* shipped(store: Store, order: Order, dice: Dice): Generator<Change> {
  const full = order.status_id === 2 || order.status_id === 10;
  if (!full && order.status_id !== 3) {
    yield { orders: { put: [order] } };
    return;
  }
  const single = !full && order.products.length === 1 && order.products[0]!.quantity === 1;
  const lines = full ? order.products : order.products.slice(0, 1);
  let row = order;
  if (single) {
    // Part of one single item cannot be on its way: a second one waits.
    row = {
      ...order,
      products: order.products.map((product) => ({ ...product, quantity: 2 })),
      shipping_addresses: order.shipping_addresses.map((address) => ({ ...address, items_total: 2 })),
    };
  }
  const counts = new Map(lines.map((product) => [product.id, full ? product.quantity : 1]));
  const products = row.products.map((product) => ({ ...product, quantity_shipped: counts.get(product.id) ?? 0 }));
  const at = order.created + DAY;
  yield { orders: { put: [{ ...withShipped(row, products, at), status_id: order.status_id }] } };
  for (const address of row.shipping_addresses) {
    const items = products
      .filter((product) => product.order_address_id === address.id && product.quantity_shipped > 0)
      .map((product) => ({ order_product_id: product.id, product_id: 0, quantity: product.quantity_shipped }));
    if (items.length === 0) continue;
    yield {
      shipments: {
        put: [
          {
            id: store.shipments.lastId + 1,
            order_id: order.id,
            customer_id: order.customer_id,
            order_address_id: address.id,
            created: at,
            tracking_number: `DEMO${order.id}${String(dice.below(1_000_000)).padStart(6, '0')}`,
            tracking_carrier: '',
            tracking_link: '',
            shipping_provider: dice.pick(['ups', 'fedex', 'usps']),
            shipping_method: 'Flat Rate',
            comments: '',
            items,
          },
        ],
      },
    };
  }
}

function orderAddress(address: Address, buyer: Customer): OrderAddress {
  return {
    first_name: address.first_name,
    last_name: address.last_name,
    company: address.company,
    street_1: address.address1,
    street_2: address.address2,
    city: address.city,
    state: address.state_or_province,
    zip: address.postal_code,
    country: countryName(address.country_code)!,
    country_iso2: address.country_code,
    phone: address.phone,
    email: buyer.email,
  };
}
