import * as v from 'valibot';
import { addressParams, addressType, customerParams, groupId, storeCredit } from './customer-params.ts';
import {
  callParams,
  choice,
  choiceOr,
  dryRun,
  requiredText,
  text,
  toggle,
  wholeNumber,
  yesNo,
} from './param-schemas.ts';

/** What creating a customer takes; the lengths are BigCommerce's own. */
export const createParams = v.object({
  credentials_id: callParams.credentials_id,
  email: v.pipe(
    v.string(),
    v.minLength(3),
    v.maxLength(250),
    v.description('Email of the customer, unique in the store (per channel where there are several).'),
    v.examples(['ana@example.com']),
  ),
  first_name: requiredText('First name.', 100, 'Ana'),
  last_name: requiredText('Last name.', 100, 'Ruiz'),
  company: text('Company.', 255),
  phone: text('Phone.', 50),
  customer_group_id: groupId,
  address1: text('Address line 1. An address needs address1, city and country_code; an incomplete one is left out.'),
  city: text('City.', 100),
  state: text('State or province, by name or code; a code becomes the full name.', 100),
  zip: text('Postal code.', 30),
  country_code: text('Country: ISO 3166-1 alpha-2 code (US, ES, MX, AR) or name.'),
  address2: text('Address line 2.'),
  address_phone: text('Phone of the address.', 50),
  address_type: addressType,
  addresses: v.optional(
    v.pipe(
      v.array(addressParams),
      v.maxLength(10),
      v.description('Further addresses, 10 at most in all. Each takes the names above or the names of the API.'),
    ),
  ),
  on_incomplete_address: choiceOr(
    'What to do with an address that lacks address1, city or country_code: leave it out with a warning, or fail.',
    ['leave_out', 'fail'],
    'leave_out',
  ),
  ...customerParams,
  store_credit: storeCredit,
  store_credit_mode: choiceOr(
    'Whether store_credit also replaces the balance of a customer that exists and is updated.',
    ['create_only', 'set'],
    'create_only',
  ),
  origin_channel_id: wholeNumber('Channel in which the customer counts as registered. Cannot be changed later.', 1),
  accepts_product_review_abandoned_cart_emails: yesNo('Consent to product review and abandoned cart emails.'),
  trigger_account_created_notification: toggle(
    'Send the welcome email of the store to a customer that is created. This emails the customer.',
  ),
  newsletter: choice(
    "Newsletter consent, kept in the store's subscriber record. Someone who opted out is never switched on again.",
    ['subscribed', 'unsubscribed'],
  ),
  if_exists: choiceOr(
    'What to do when the email is taken: fail, skip (success, nothing changed), or update with the given values.',
    ['fail', 'skip', 'update'],
    'fail',
  ),
  addresses_mode: choiceOr(
    'On update: add_missing adds what is not there; match changes the address with the same address1 and postal code; replace also deletes all others.',
    ['add_missing', 'match', 'replace'],
    'add_missing',
  ),
  dry_run: dryRun,
  max_wait_ms: callParams.max_wait_ms,
});

/** What a row takes that only updates a customer who exists: no names. */
export const namelessParams = v.object({
  ...createParams.entries,
  first_name: text('First name.', 100),
  last_name: text('Last name.', 100),
});

export type CreateParams = v.InferOutput<typeof createParams>;
