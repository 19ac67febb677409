/** The API's orders, in the API's own names. https://developer.bigcommerce.com/docs/rest-management/orders */

export type BillingAddress = {
  first_name?: string;
  last_name?: string;
  company?: string;
  street_1?: string;
  street_2?: string;
  city?: string;
  state?: string;
  zip?: string;
  /** The country's name; `country_iso2` is its code. */
  country?: string;
  country_iso2?: string;
  phone?: string;
  email?: string;
  [name: string]: unknown;
};

/** An order as V2 returns it: dates in RFC 2822, money as text with four decimals. */
export type Order = {
  id: number;
  status_id: number;
  status: string;
  customer_id: number;
  date_created: string;
  staff_notes?: string | null;
  customer_message?: string | null;
  billing_address?: BillingAddress;
  /** A link, until line items were asked for. */
  products?: unknown;
  /** A link, until they were asked for. */
  shipping_addresses?: unknown;
  /** Only where they were asked for. */
  shipments?: Shipment[];
  [name: string]: unknown;
};

export type OrderProduct = {
  id: number;
  product_id: number;
  name?: string;
  /** `digital` ones are never shipped. */
  type?: string;
  quantity: number;
  quantity_shipped?: number;
  /** 0 where the item goes to no address. */
  order_address_id: number;
  [name: string]: unknown;
};

/** A place that items of an order go to. */
export type OrderShippingAddress = BillingAddress & {
  id: number;
  order_id?: number;
  items_total?: number;
  items_shipped?: number;
  /** What the shopper chose: "Free Shipping" */
  shipping_method?: string;
};

export type Shipment = {
  id: number;
  order_id?: number;
  order_address_id: number;
  tracking_number?: string;
  shipping_provider?: string;
  tracking_carrier?: string;
  /** For people: "FedEx" */
  shipping_provider_display_name?: string;
  /** One that the merchant gave; else BigCommerce makes the other one. */
  tracking_link?: string;
  generated_tracking_link?: string;
  date_created?: string;
  items: { order_product_id: number; product_id?: number; quantity: number }[];
  [name: string]: unknown;
};

/** Body of PUT /v2/orders/{id}: what may be changed here. */
export type OrderFields = {
  status_id?: number;
  staff_notes?: string;
  customer_message?: string;
  billing_address?: BillingAddress;
};

/** Names by id, the API's own list. */
export const orderStatuses = [
  'Incomplete',
  'Pending',
  'Shipped',
  'Partially Shipped',
  'Refunded',
  'Cancelled',
  'Declined',
  'Awaiting Payment',
  'Awaiting Pickup',
  'Awaiting Shipment',
  'Completed',
  'Awaiting Fulfillment',
  'Manual Verification Required',
  'Disputed',
  'Partially Refunded',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];
