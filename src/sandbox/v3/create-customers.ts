import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { type Item, readItems, text } from '../http/read-items.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Address, AttributeValue, Customer } from '../store/rows.ts';
import type { Change } from '../store/store.ts';
import { addressKey, NESTED_ADDRESS_FIELDS, newAddress, readAddresses } from './address-fields.ts';
import { checkAttributeValue } from './attribute-values.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';
import { channelsMeet, checkValues, emailHolder, POST_FIELDS } from './customer-fields.ts';
import { customerView } from './customer-view.ts';
import { readFormFields } from './form-fields.ts';

const { title: TITLE } = BATCH_REFUSALS['POST /v3/customers'];
const NONE: Item[] = [];

/** POST /v3/customers: all items are created, or none; the first error is the only one told. */
export function createCustomers({ store, body, now, commit }: Call): Answer {
  const items = readItems(body, POST_FIELDS);
  for (const item of items) readAddresses(item, NESTED_ADDRESS_FIELDS);
  for (let index = 0; index < items.length; index++) {
    checkValues(store, items[index]!, index, POST_FIELDS, TITLE);
    checkParts(store, items[index]!, index);
  }
  const rows: Customer[] = [];
  const inBatch = new Map<string, Customer[]>();
  for (const item of items) {
    const row = newCustomer(item, store.customers.lastId + 1 + rows.length, now);
    const folded = foldEmail(row.email);
    const twins = inBatch.get(folded);
    // Two equal emails in one batch: what BigCommerce says is unknown, this is our choice.
    const taken =
      emailHolder(store, row.email, row.channel_ids) ??
      twins?.find((twin) => channelsMeet(twin.channel_ids, row.channel_ids));
    if (taken) {
      refuse(422, TITLE, { '.customer_create': `Error creating customers: email ${row.email} already in use` });
    }
    if (twins) twins.push(row);
    else inBatch.set(folded, [row]);
    rows.push(row);
  }
  const change: Change = { customers: { put: rows } };
  const addresses = newAddresses(items, rows, store.addresses.lastId + 1);
  if (addresses.length > 0) change.addresses = { put: addresses };
  const values = newAttributeValues(items, rows, store.attribute_values.lastId + 1, now);
  if (values.length > 0) change.attribute_values = { put: values };
  commit(change);
  const data = rows.map((row, position) =>
    customerView(store, row, {
      storecredit: true,
      // Parts are shown for those who sent some; the recordings sent none.
      addresses: has(items[position]!, 'addresses'),
      attributes: has(items[position]!, 'attributes'),
      formfields: has(items[position]!, 'form_fields'),
    }),
  );
  return { status: 200, json: { data, meta: {} } };
}

function has(item: Item, name: string): boolean {
  const value = item[name];
  return Array.isArray(value) && value.length > 0;
}

/** Email and names lose blanks around them, other texts are stored as sent, case always: our choice. */
function newCustomer(item: Item, id: number, now: number): Customer {
  const credit = item.store_credit_amounts as { amount: number }[] | null | undefined;
  return {
    id,
    email: text(item, 'email').trim(),
    first_name: text(item, 'first_name').trim(),
    last_name: text(item, 'last_name').trim(),
    company: text(item, 'company'),
    phone: text(item, 'phone'),
    notes: text(item, 'notes'),
    tax_exempt_category: text(item, 'tax_exempt_category'),
    customer_group_id: (item.customer_group_id as number | null | undefined) ?? 0,
    created: now,
    modified: now,
    review_emails: item.accepts_product_review_abandoned_cart_emails === true,
    force_password_reset: (item.authentication as Item | null | undefined)?.force_password_reset === true,
    store_credit: credit?.[0]?.amount ?? 0,
    origin_channel_id: (item.origin_channel_id as number | null | undefined) ?? 1,
    channel_ids: (item.channel_ids as number[] | null | undefined) ?? null,
    form_fields: readFormFields(item, null),
  };
}

function checkParts(store: Call['store'], item: Item, index: number): void {
  const addresses = (item.addresses as Item[] | undefined) ?? NONE;
  const attributes = (item.attributes as Item[] | undefined) ?? NONE;
  if (addresses.length > 10)
    refuse(422, TITLE, { [`${index}.addresses`]: 'a customer is created with at most 10 addresses' });
  if (attributes.length > 10)
    refuse(422, TITLE, { [`${index}.attributes`]: 'a customer is created with at most 10 attributes' });
  attributes.forEach((attribute, position) => {
    const wrong = checkAttributeValue(store, attribute?.attribute_id, attribute?.attribute_value);
    if (wrong) refuse(422, TITLE, { [`${index}.attributes.${position}.${wrong.field}`]: wrong.text });
  });
  addresses.forEach((address, position) => {
    newAddress(address, 0, 0, (field, text) =>
      refuse(422, TITLE, { [`${index}.addresses.${position}.${field}`]: text }),
    );
  });
}

function newAddresses(items: readonly Item[], rows: readonly Customer[], firstId: number): Address[] {
  const made: Address[] = [];
  items.forEach((item, position) => {
    const seen = new Set<string>();
    for (const address of (item.addresses as Item[] | undefined) ?? NONE) {
      const row = newAddress(address, firstId + made.length, rows[position]!.id);
      const key = addressKey(row);
      if (seen.has(key)) continue;
      seen.add(key);
      made.push(row);
    }
  });
  return made;
}

function newAttributeValues(
  items: readonly Item[],
  rows: readonly Customer[],
  firstId: number,
  now: number,
): AttributeValue[] {
  const made: AttributeValue[] = [];
  items.forEach((item, position) => {
    const last = new Map<number, string>();
    for (const value of (item.attributes as Item[] | undefined) ?? NONE) {
      last.set(value.attribute_id as number, value.attribute_value as string);
    }
    for (const [attribute_id, value] of last) {
      made.push({
        id: firstId + made.length,
        customer_id: rows[position]!.id,
        attribute_id,
        value,
        created: now,
        modified: now,
      });
    }
  });
  return made;
}
