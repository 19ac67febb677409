/** Rows as the store keeps them. Times are whole seconds since 1970; rows are replaced, never changed in place. */

export type FormField = { name: string; value: string | number | string[] };

export type Customer = {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  phone: string;
  notes: string;
  tax_exempt_category: string;
  customer_group_id: number;
  created: number;
  modified: number;
  review_emails: boolean;
  force_password_reset: boolean;
  store_credit: number;
  origin_channel_id: number;
  /** null is global: every channel. */
  channel_ids: number[] | null;
  form_fields: FormField[] | null;
};

export type Address = {
  id: number;
  customer_id: number;
  first_name: string;
  last_name: string;
  company: string;
  phone: string;
  address_type: string;
  address1: string;
  address2: string;
  city: string;
  country_code: string;
  state_or_province: string;
  postal_code: string;
  form_fields: FormField[] | null;
};

export type Attribute = { id: number; name: string; type: string; created: number; modified: number };

export type AttributeValue = {
  id: number;
  customer_id: number;
  attribute_id: number;
  value: string;
  created: number;
  modified: number;
};

export type Subscriber = {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  source: string;
  order_id: number | null;
  channel_id: number;
  consents: string[];
  created: number;
  modified: number;
};

export type CustomerGroup = {
  id: number;
  name: string;
  is_default: boolean;
  is_group_for_guests: boolean;
  category_access: unknown;
  discount_rules: unknown[];
  created: number;
  modified: number;
};

export type OrderAddress = {
  first_name: string;
  last_name: string;
  company: string;
  street_1: string;
  street_2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  country_iso2: string;
  phone: string;
  email: string;
};

export type OrderProduct = {
  id: number;
  product_id: number;
  order_address_id: number;
  name: string;
  sku: string;
  /** Money in ten-thousandths of the currency's unit, as the API shows four decimals. */
  price_ex_tax: number;
  price_inc_tax: number;
  quantity: number;
  quantity_shipped: number;
};

export type ShippingAddress = OrderAddress & { id: number; items_total: number; items_shipped: number };

export type Order = {
  id: number;
  customer_id: number;
  created: number;
  modified: number;
  /** 0 when not shipped. */
  shipped: number;
  status_id: number;
  payment_method: string;
  payment_status: string;
  staff_notes: string;
  customer_message: string;
  channel_id: number;
  external_order_id: string;
  cart_id: string;
  currency_code: string;
  /** In ten-thousandths, like all money of an order. */
  shipping_ex_tax: number;
  shipping_inc_tax: number;
  refunded: number;
  billing_address: OrderAddress;
  products: OrderProduct[];
  shipping_addresses: ShippingAddress[];
};

export type Shipment = {
  id: number;
  order_id: number;
  customer_id: number;
  order_address_id: number;
  created: number;
  tracking_number: string;
  tracking_carrier: string;
  tracking_link: string;
  shipping_provider: string;
  shipping_method: string;
  comments: string;
  items: { order_product_id: number; product_id: number; quantity: number }[];
};

export type RowTypes = {
  customers: Customer;
  addresses: Address;
  attributes: Attribute;
  attribute_values: AttributeValue;
  subscribers: Subscriber;
  customer_groups: CustomerGroup;
  orders: Order;
  shipments: Shipment;
};

export type TableName = keyof RowTypes;
