import type { Address, Customer, NewCustomer } from './customer.ts';
import type { Attempt } from './store.ts';

/** The API's `date_created` has whole seconds, and its servers' clocks may differ a little. */
const storeClockSlackMs = 2_000;

/** Customers that count as the input's: global ones, any if the input is global, else those that share a channel. */
export function inTargetChannels(input: NewCustomer, found: Customer[]): Customer[] {
  const targets = input.channel_ids ?? [];
  return found.filter(
    ({ channel_ids }) => !channel_ids || targets.length === 0 || channel_ids.some((id) => targets.includes(id)),
  );
}

/**
 * Whether a customer found under the email of a write without a reply was made by that write. `intentStoreTime` is the
 * store's time at the intent: the `Date` of the lookup's reply minus the time that passed since on this process's clock. No
 * two clocks are compared.
 */
export function isOurs(input: NewCustomer, found: Customer, attempt: Attempt, intentStoreTime?: number): boolean {
  if (attempt.highestId !== undefined && found.id <= attempt.highestId) return false;
  if (intentStoreTime !== undefined) {
    const created = Date.parse(found.date_created);
    // A refused batch is seldom written in part, and often sent by somebody who has just run the same file: no slack for that.
    const slackMs = attempt.isRefused ? 0 : storeClockSlackMs;
    const earliest = Math.floor(intentStoreTime / 1000) * 1000 - slackMs;
    if (created < earliest) return false;
  }
  return holdsWhatWasSent(input, found);
}

/** True when every field that was sent, passwords apart, is in the customer, blanks at the ends apart. */
export function holdsWhatWasSent(sent: NewCustomer, found: Customer): boolean {
  const { email, addresses, attributes, form_fields, store_credit_amounts, channel_ids, ...rest } = sent;
  // Passwords are never returned, and the welcome mail leaves no trace in the customer.
  const { authentication, trigger_account_created_notification: _t, ...plain } = rest;
  const reset = authentication?.force_password_reset;
  if (reset !== undefined && reset !== (found.authentication?.force_password_reset ?? false)) return false;
  if (email.trim().toLowerCase() !== found.email.trim().toLowerCase()) return false;
  for (const [field, value] of Object.entries(plain)) if (!sameValue(value, found[field])) return false;
  if (channel_ids && !sameSet(channel_ids, found.channel_ids ?? [])) return false;
  if (store_credit_amounts && !sameCredit(store_credit_amounts, found.store_credit_amounts)) return false;
  for (const { attribute_id, attribute_value } of attributes ?? [])
    if (
      !found.attributes?.some((a) => a.attribute_id === attribute_id && sameValue(attribute_value, a.attribute_value))
    )
      return false;
  for (const { name, value } of form_fields ?? [])
    if (!found.form_fields?.some((f) => f.name === name && sameFormValue(value, f.value))) return false;
  return (addresses ?? []).every((address) => found.addresses?.some((other) => holdsAddress(address, other)));
}

function holdsAddress(sent: Address, found: Address): boolean {
  return (Object.keys(sent) as (keyof Address)[]).every((field) => sameValue(sent[field], found[field]));
}

/** Equal after trimming; a field that is absent equals an empty one, and a number its text. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return Boolean(a) === Boolean(b);
  return String(a ?? '').trim() === String(b ?? '').trim();
}

export function sameSet(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

export function sameCredit(a: { amount: number }[], b: { amount: number }[] | undefined): boolean {
  return Math.abs((a[0]?.amount ?? 0) - (b?.[0]?.amount ?? 0)) < 0.00005;
}

export function sameFormValue(a: string | number | string[], b: string | number | string[]): boolean {
  const list = (value: string | number | string[]) =>
    Array.isArray(value) ? value.map((v) => v.trim()).sort() : [String(value).trim()];
  return JSON.stringify(list(a)) === JSON.stringify(list(b));
}
