import { isoDate } from '../http/dates.ts';
import type { Address, AttributeValue, Customer } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { addressView } from './address-view.ts';
import { attributeValueView } from './attribute-values.ts';
import { formFieldsView } from './form-fields.ts';

export type Includes = { addresses?: boolean; storecredit?: boolean; attributes?: boolean; formfields?: boolean };

/** How many addresses or attributes a customer shows at most; the rest is found through their own endpoints. Our reading of the schema. */
const MAX_INCLUDED = 10;

/** A customer as replies show it. POST and PUT always show store credit, GET only when asked. */
export function customerView(store: Store, row: Customer, includes: Includes): Record<string, unknown> {
  const view: Record<string, unknown> = {
    id: row.id,
    authentication: { force_password_reset: row.force_password_reset },
    company: row.company,
    customer_group_id: row.customer_group_id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    notes: row.notes,
    phone: row.phone,
    // A customer made through the API has no registration address.
    registration_ip_address: '',
    tax_exempt_category: row.tax_exempt_category,
    date_created: isoDate(row.created),
    date_modified: isoDate(row.modified),
    accepts_product_review_abandoned_cart_emails: row.review_emails,
    origin_channel_id: row.origin_channel_id,
    channel_ids: row.channel_ids,
  };
  if (includes.storecredit) view.store_credit_amounts = [{ amount: row.store_credit }];
  if (includes.addresses)
    view.addresses = addressesOf(store, row.id).map((address) => addressView(address, includes.formfields));
  if (includes.attributes) view.attributes = attributeValuesOf(store, row.id).map(attributeValueView);
  if (includes.formfields) view.form_fields = formFieldsView(row.form_fields, { customer_id: row.id });
  return view;
}

function addressesOf(store: Store, customerId: number): Address[] {
  return store.addressesOf
    .get(customerId)
    .slice(0, MAX_INCLUDED)
    .map((id) => store.addresses.get(id)!);
}

function attributeValuesOf(store: Store, customerId: number): AttributeValue[] {
  return store.attributeValuesOf
    .get(customerId)
    .slice(0, MAX_INCLUDED)
    .map((id) => store.attribute_values.get(id)!);
}
