import { rfcDate } from '../http/dates.ts';
import type { Order, OrderProduct, ShippingAddress } from '../store/rows.ts';
import { ORDER_STATUSES } from './order-statuses.ts';

/** Money is text with four decimals. */
function money(tenThousandths: number): string {
  return (tenThousandths / 10_000).toFixed(4);
}

type Sums = { ex: number; inc: number; items: number; shipped: number };

function orderSums(order: Order): Sums {
  const sums: Sums = { ex: 0, inc: 0, items: 0, shipped: 0 };
  for (const product of order.products) {
    sums.ex += product.price_ex_tax * product.quantity;
    sums.inc += product.price_inc_tax * product.quantity;
    sums.items += product.quantity;
    sums.shipped += product.quantity_shipped;
  }
  return sums;
}

/** Total with tax, in ten-thousandths. */
export function orderTotal(order: Order): number {
  return orderSums(order).inc + order.shipping_inc_tax;
}

function costs(name: string, ex: number, inc: number): Record<string, unknown> {
  return {
    [`base_${name}`]: money(inc),
    [`${name}_ex_tax`]: money(ex),
    [`${name}_inc_tax`]: money(inc),
    [`${name}_tax`]: money(inc - ex),
    [`${name}_tax_class_id`]: 0,
  };
}

export function orderView(order: Order, storeHash: string): Record<string, unknown> {
  const sums = orderSums(order);
  const link = (part: string): { url: string; resource: string } => ({
    url: `https://api.bigcommerce.com/stores/${storeHash}/v2/orders/${order.id}/${part}`,
    resource: `/orders/${order.id}/${part}`,
  });
  return {
    id: order.id,
    customer_id: order.customer_id,
    date_created: rfcDate(order.created),
    date_modified: rfcDate(order.modified),
    date_shipped: order.shipped === 0 ? '' : rfcDate(order.shipped),
    status_id: order.status_id,
    status: ORDER_STATUSES[order.status_id]!,
    custom_status: ORDER_STATUSES[order.status_id]!,
    cart_id: order.cart_id,
    subtotal_ex_tax: money(sums.ex),
    subtotal_inc_tax: money(sums.inc),
    subtotal_tax: money(sums.inc - sums.ex),
    ...costs('shipping_cost', order.shipping_ex_tax, order.shipping_inc_tax),
    ...costs('handling_cost', 0, 0),
    ...costs('wrapping_cost', 0, 0),
    total_ex_tax: money(sums.ex + order.shipping_ex_tax),
    total_inc_tax: money(sums.inc + order.shipping_inc_tax),
    total_tax: money(sums.inc - sums.ex + order.shipping_inc_tax - order.shipping_ex_tax),
    is_tax_inclusive_pricing: false,
    items_total: sums.items,
    items_shipped: sums.shipped,
    payment_method: order.payment_method,
    payment_provider_id: null,
    payment_status: order.payment_status,
    refunded_amount: money(order.refunded),
    order_is_digital: false,
    store_credit_amount: money(0),
    gift_certificate_amount: money(0),
    ip_address: '',
    ip_address_v6: '',
    geoip_country: '',
    geoip_country_iso2: '',
    currency_id: 1,
    currency_code: order.currency_code,
    currency_exchange_rate: '1.0000000000',
    default_currency_id: 1,
    default_currency_code: order.currency_code,
    store_default_currency_code: order.currency_code,
    store_default_to_transactional_exchange_rate: '1.0000000000',
    staff_notes: order.staff_notes,
    customer_message: order.customer_message,
    discount_amount: money(0),
    coupon_discount: money(0),
    shipping_address_count: order.shipping_addresses.length,
    is_deleted: false,
    is_email_opt_in: false,
    credit_card_type: null,
    order_source: 'www',
    channel_id: order.channel_id,
    external_source: null,
    external_id: null,
    external_merchant_id: null,
    external_order_id: order.external_order_id,
    ebay_order_id: '0',
    tax_provider_id: 'BasicTaxProvider',
    customer_locale: 'en',
    billing_address: { ...order.billing_address, form_fields: [] },
    products: link('products'),
    shipping_addresses: link('shipping_addresses'),
    coupons: link('coupons'),
  };
}

export function orderProductView(order: Order, product: OrderProduct): Record<string, unknown> {
  const { price_ex_tax: ex, price_inc_tax: inc, quantity } = product;
  return {
    id: product.id,
    order_id: order.id,
    product_id: product.product_id,
    order_address_id: product.order_address_id,
    name: product.name,
    name_customer: product.name,
    name_merchant: product.name,
    sku: product.sku,
    upc: '',
    type: 'physical',
    base_price: money(ex),
    price_ex_tax: money(ex),
    price_inc_tax: money(inc),
    price_tax: money(inc - ex),
    base_total: money(ex * quantity),
    total_ex_tax: money(ex * quantity),
    total_inc_tax: money(inc * quantity),
    total_tax: money((inc - ex) * quantity),
    quantity,
    quantity_shipped: product.quantity_shipped,
    quantity_refunded: 0,
    is_refunded: false,
    refund_amount: money(0),
    weight: '1.0000',
    brand: '',
    variant_id: null,
    external_id: null,
    parent_order_product_id: null,
    is_bundled_product: false,
    applied_discounts: [],
    product_options: [],
    configurable_fields: [],
    gift_certificate_id: null,
  };
}

export function shippingAddressView(
  order: Order,
  address: ShippingAddress,
  storeHash: string,
): Record<string, unknown> {
  const resource = `/orders/${order.id}/shippingaddresses/${address.id}/shippingquotes`;
  const first = order.shipping_addresses[0]!.id === address.id;
  return {
    ...address,
    order_id: order.id,
    shipping_method: 'Flat Rate',
    base_cost: money(first ? order.shipping_inc_tax : 0),
    cost_ex_tax: money(first ? order.shipping_ex_tax : 0),
    cost_inc_tax: money(first ? order.shipping_inc_tax : 0),
    cost_tax: money(first ? order.shipping_inc_tax - order.shipping_ex_tax : 0),
    cost_tax_class_id: 0,
    base_handling_cost: money(0),
    handling_cost_ex_tax: money(0),
    handling_cost_inc_tax: money(0),
    handling_cost_tax: money(0),
    handling_cost_tax_class_id: 0,
    shipping_zone_id: 1,
    shipping_zone_name: address.country,
    shipping_quotes: { url: `https://api.bigcommerce.com/stores/${storeHash}/v2${resource}`, resource },
    form_fields: [],
  };
}
