import * as v from 'valibot';
import { choice, number, text, wholeNumber, yesNo } from './param-schemas.ts';

/** Parameters that creating and updating a customer share. */

export const addressType = choice('Kind of address.', ['residential', 'commercial']);

/** One address, under the node's names or the API's. */
export const addressParams = v.object({
  first_name: text("First name; the customer's own when left out.", 255),
  last_name: text("Last name; the customer's own when left out.", 255),
  company: text("Company; the customer's own when left out.", 255),
  address1: text('Address line 1.'),
  address2: text('Address line 2.'),
  city: text('City.', 100),
  state: text('State or province, by name or code.', 100),
  state_or_province: text("The API's name for state.", 100),
  zip: text('Postal code.', 30),
  postal_code: text("The API's name for zip.", 30),
  country_code: text('Country: ISO 3166-1 alpha-2 code (US, ES, MX, AR) or name.'),
  country: text('Country by name, where there is no country_code.'),
  phone: text('Phone of the address.', 50),
  address_type: addressType,
});

export const customerParams = {
  customer_group: text('Customer group by name, in place of customer_group_id.'),
  notes: text('Notes of the store staff.'),
  tax_exempt_category: text('Tax exempt category code.', 255),
  attributes: v.optional(
    v.pipe(
      v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
      v.description('Customer attributes: name or id -> value. The attribute must already exist.'),
      v.examples([{ Loyalty: 'gold' }]),
    ),
  ),
  form_fields: v.optional(
    v.pipe(
      v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())])),
      v.description('Custom form fields of the account page: name -> value.'),
      v.examples([{ 'How did you find us?': 'A friend' }]),
    ),
  ),
  channel_ids: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
      v.description('Channels (storefronts) in which the customer can log in. Left out: all of them.'),
    ),
  ),
  new_password: text("Password to set. It must obey the store's own rules.", 255),
  force_password_reset: yesNo('Make the customer choose a new password at the next login.'),
};

export const groupId = wholeNumber('Customer group id; the group must already exist. 0 is no group.');
export const storeCredit = number("Store credit in the store's default currency.");
