import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { type Item, readItems, text } from '../http/read-items.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Customer } from '../store/rows.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';
import { channelsMeet, checkValues, emailHolder, PUT_FIELDS } from './customer-fields.ts';
import { customerView } from './customer-view.ts';
import { readFormFields } from './form-fields.ts';

const { title: TITLE } = BATCH_REFUSALS['PUT /v3/customers'];

/** PUT /v3/customers: fields that are not sent stay; all items are changed, or none. */
export function updateCustomers({ store, body, now, commit }: Call): Answer {
  const items = readItems(body, PUT_FIELDS);
  items.forEach((item, index) => {
    if (!store.customers.get(item.id as number)) refuse(422, TITLE, { [`${index}.id`]: 'invalid customer ID' });
    checkValues(store, item, index, PUT_FIELDS, TITLE);
  });
  const rows = new Map<number, Customer>();
  for (const item of items) {
    const before = rows.get(item.id as number) ?? store.customers.get(item.id as number)!;
    rows.set(before.id, changed(before, item, now));
  }
  for (const row of rows.values()) {
    // An email that two customers swap within one call is not followed: the holder before the call counts. Our choice, key and text too.
    const taken =
      emailHolder(store, row.email, row.channel_ids, row.id) ??
      [...rows.values()].find(
        (other) =>
          other.id < row.id &&
          foldEmail(other.email) === foldEmail(row.email) &&
          channelsMeet(other.channel_ids, row.channel_ids),
      );
    if (taken)
      refuse(422, TITLE, { '.customer_update': `Error updating customers: email ${row.email} already in use` });
  }
  commit({ customers: { put: [...rows.values()] } });
  const data = items.map((item) =>
    customerView(store, rows.get(item.id as number)!, {
      storecredit: true,
      formfields: Array.isArray(item.form_fields),
    }),
  );
  return { status: 200, json: { data, meta: {} } };
}

function changed(before: Customer, item: Item, now: number): Customer {
  const credit = item.store_credit_amounts as { amount: number }[] | null | undefined;
  const reset = (item.authentication as Item | null | undefined)?.force_password_reset;
  const reviews = item.accepts_product_review_abandoned_cart_emails;
  return {
    id: before.id,
    email: text(item, 'email', before.email).trim(),
    first_name: text(item, 'first_name', before.first_name).trim(),
    last_name: text(item, 'last_name', before.last_name).trim(),
    company: text(item, 'company', before.company),
    phone: text(item, 'phone', before.phone),
    notes: text(item, 'notes', before.notes),
    tax_exempt_category: text(item, 'tax_exempt_category', before.tax_exempt_category),
    customer_group_id: (item.customer_group_id as number | null | undefined) ?? before.customer_group_id,
    created: before.created,
    modified: now,
    review_emails: typeof reviews === 'boolean' ? reviews : before.review_emails,
    force_password_reset: typeof reset === 'boolean' ? reset : before.force_password_reset,
    store_credit: credit?.[0]?.amount ?? before.store_credit,
    origin_channel_id: before.origin_channel_id,
    // null is a value here: it makes the customer global.
    channel_ids: item.channel_ids === undefined ? before.channel_ids : (item.channel_ids as number[] | null),
    form_fields: readFormFields(item, before.form_fields),
  };
}
