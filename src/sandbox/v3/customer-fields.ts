import { refuse } from '../http/answer.ts';
import { badLength, type Field, type Item, isId } from '../http/read-items.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Customer } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { isFormField } from './form-fields.ts';

/** What a customer takes on POST. PUT takes the same with `id` instead of the required ones, and an email of up to 255 characters. */
export const POST_FIELDS: readonly Field[] = [
  { name: 'email', type: 'string', required: true, length: [3, 250] },
  { name: 'first_name', type: 'string', required: true, length: [1, 100] },
  { name: 'last_name', type: 'string', required: true, length: [1, 100] },
  { name: 'company', type: 'string', length: [0, 255] },
  { name: 'phone', type: 'string', length: [0, 50] },
  { name: 'notes', type: 'string' },
  { name: 'tax_exempt_category', type: 'string', length: [0, 255] },
  { name: 'customer_group_id', type: 'number' },
  { name: 'addresses', type: 'array' },
  { name: 'attributes', type: 'array' },
  { name: 'authentication', type: 'object' },
  { name: 'accepts_product_review_abandoned_cart_emails', type: 'boolean' },
  { name: 'store_credit_amounts', type: 'array' },
  { name: 'origin_channel_id', type: 'number' },
  { name: 'channel_ids', type: 'array' },
  { name: 'form_fields', type: 'array' },
  { name: 'trigger_account_created_notification', type: 'boolean' },
];

export const PUT_FIELDS: readonly Field[] = [
  { name: 'id', type: 'number', required: true },
  { name: 'email', type: 'string', length: [3, 255] },
  ...POST_FIELDS.filter(({ name }) => !['email', 'addresses', 'attributes', 'origin_channel_id'].includes(name)).map(
    ({ required, ...field }): Field => field,
  ),
];

/** Letters and digits, as BigCommerce's own storefront code describes the default rule. */
const PASSWORD = /^(?=.*[A-Za-z])(?=.*\d).{7,}$/;

/**
 * Refuses a value that the API would not take, by index and field: `"3.email": "..."`. The form of the key is recorded, the texts and the
 * checks beyond length are our choice: an email needs an @ between two parts without blanks, a group must exist, channels must be positive
 * ids and at least one, a password needs seven characters with letters and digits.
 */
export function checkValues(store: Store, item: Item, index: number, fields: readonly Field[], title: string): void {
  const fail = (field: string, text: string): never => refuse(422, title, { [`${index}.${field}`]: text });
  const length = badLength(item, fields);
  if (length) fail(length[0], length[1]);
  for (const name of ['first_name', 'last_name']) {
    const value = item[name];
    if (typeof value === 'string' && value.trim() === '') fail(name, `${name} must not be blank`);
  }
  const { email, customer_group_id: group, channel_ids: channels, origin_channel_id: origin, authentication } = item;
  if (typeof email === 'string' && !/^[^\s@]+@[^\s@]+$/.test(email.trim())) fail('email', 'invalid email');
  if (typeof group === 'number' && group !== 0 && !store.customer_groups.get(group))
    fail('customer_group_id', 'invalid customer group ID');
  if (Array.isArray(channels) && (channels.length === 0 || !channels.every(isId)))
    fail('channel_ids', 'invalid channel IDs');
  if (origin !== undefined && origin !== null && !isId(origin)) fail('origin_channel_id', 'invalid channel ID');
  const password = (authentication as Item | undefined | null)?.new_password;
  if (password !== undefined && password !== null && !(typeof password === 'string' && PASSWORD.test(password))) {
    fail('authentication.new_password', 'password needs at least 7 characters, letters and digits');
  }
  if (Array.isArray(item.store_credit_amounts)) {
    for (const credit of item.store_credit_amounts) {
      if (typeof credit?.amount !== 'number' || credit.amount < 0) fail('store_credit_amounts', 'invalid amount');
    }
  }
  if (Array.isArray(item.form_fields) && !item.form_fields.every(isFormField))
    fail('form_fields', 'a form field has a name and a value');
}

/**
 * The customer that holds this email where `channels` reach. Documented is that an email is unique per channel; that a global customer, with
 * channel_ids null, collides with everything is our choice.
 */
export function emailHolder(
  store: Store,
  email: string,
  channels: readonly number[] | null,
  except?: number,
): Customer | undefined {
  const folded = foldEmail(email);
  if (!store.byEmail.has(folded)) return undefined;
  for (const id of store.byEmail.get(folded)) {
    const row = store.customers.get(id)!;
    if (id !== except && channelsMeet(channels, row.channel_ids)) return row;
  }
  return undefined;
}

export function channelsMeet(a: readonly number[] | null, b: readonly number[] | null): boolean {
  return a === null || b === null || a.some((channel) => b.includes(channel));
}
