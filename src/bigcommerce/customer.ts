/** The API's objects, in the API's own names. https://developer.bigcommerce.com/docs/rest-management/customers */

export type Address = {
  id?: number;
  customer_id?: number;
  first_name?: string;
  last_name?: string;
  company?: string;
  address1?: string;
  address2?: string;
  city?: string;
  state_or_province?: string;
  postal_code?: string;
  country_code?: string;
  /** Output only: the country's name. */
  country?: string;
  phone?: string;
  address_type?: 'residential' | 'commercial';
};

export type FormField = { name: string; value: string | number | string[] };

export type AttributeValue = { attribute_id: number; attribute_value: string };

/** Fields that POST and PUT /v3/customers share. */
export type CustomerFields = {
  email?: string;
  first_name?: string;
  last_name?: string;
  company?: string;
  phone?: string;
  notes?: string;
  tax_exempt_category?: string;
  customer_group_id?: number;
  accepts_product_review_abandoned_cart_emails?: boolean;
  store_credit_amounts?: { amount: number }[];
  channel_ids?: number[];
  form_fields?: FormField[];
  authentication?: { force_password_reset?: boolean; new_password?: string };
};

/** One element of the body of POST /v3/customers. */
export type NewCustomer = CustomerFields & {
  email: string;
  first_name: string;
  last_name: string;
  origin_channel_id?: number;
  trigger_account_created_notification?: boolean;
  addresses?: Address[];
  attributes?: AttributeValue[];
};

/** A customer as the API returns it. */
export type Customer = {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  company?: string;
  phone?: string;
  notes?: string;
  tax_exempt_category?: string;
  customer_group_id?: number;
  date_created: string;
  date_modified?: string;
  origin_channel_id?: number;
  /** `null` is global: the customer counts in every channel. */
  channel_ids?: number[] | null;
  accepts_product_review_abandoned_cart_emails?: boolean;
  store_credit_amounts?: { amount: number }[];
  authentication?: { force_password_reset?: boolean };
  addresses?: Address[];
  attributes?: (AttributeValue & { id?: number })[];
  form_fields?: FormField[];
  [name: string]: unknown;
};

export type CustomerGroup = {
  id: number;
  name: string;
  is_default?: boolean;
  [name: string]: unknown;
};

export type CustomerAttribute = { id: number; name: string; type: 'string' | 'number' | 'date' };

/** The newsletter record of an email. Empty `consents`: unsubscribed, or never opted in. */
export type Subscriber = {
  id: number;
  email: string;
  consents?: string[];
  channel_id?: number;
  [name: string]: unknown;
};
