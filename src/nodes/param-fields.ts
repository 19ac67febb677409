import { orderStatuses } from '../bigcommerce/index.ts';
import { shippingProviders } from './shipping-providers.ts';

/** Where the values of a parameter may come from. */
export type OptionsSource = 'customer_groups' | 'customer_attributes' | 'countries';

/** A value to choose. */
export type ParamOption = { value: string | number; label: string };

/** What people see of a parameter, where its schema does not say it. */
export type ParamField = {
  /** @default the name in words */
  label?: string;
  format?: 'email' | 'phone' | 'date-time' | 'password' | 'multiline';
  /** In place of the values of the schema. */
  options?: ParamOption[];
  /** Names of the values that the schema has. @default the value in words */
  valueLabels?: Record<string, string>;
  /** Of a record it is the names that come from there. */
  optionsSource?: OptionsSource;
  /** Other values than the options are taken, too. @default false */
  free?: boolean;
  /** The API's own name of another parameter: forms leave it out. @default false */
  isAlias?: boolean;
};

const statuses: ParamOption[] = orderStatuses.map((label, value) => ({ value, label }));

/** By parameter; a parameter means the same in every node. Those of addresses and other entries are here as well. */
export const paramFields: Record<string, ParamField> = {
  accepts_product_review_abandoned_cart_emails: { label: 'Product review and abandoned cart emails' },
  address1: { label: 'Address line 1' },
  address2: { label: 'Address line 2' },
  address_phone: { label: 'Phone of the address', format: 'phone' },
  addresses_mode: {
    label: 'Addresses on update',
    valueLabels: {
      add_missing: 'Add what is not there',
      match: 'Change the one with the same street and postal code',
      replace: 'Replace all',
    },
  },
  all: { label: 'Every page' },
  attributes: { optionsSource: 'customer_attributes' },
  billing_city: { label: 'City' },
  billing_country: { label: 'Country', optionsSource: 'countries' },
  billing_email: { label: 'Email', format: 'email' },
  billing_first_name: { label: 'First name' },
  billing_last_name: { label: 'Last name' },
  billing_phone: { label: 'Phone', format: 'phone' },
  billing_state: { label: 'State or province' },
  billing_street: { label: 'Street' },
  billing_street2: { label: 'Street, second line' },
  billing_zip: { label: 'Postal code' },
  channel_ids: { label: 'Channels, by id' },
  clear: { label: 'Fields to empty', valueLabels: { customer_group_id: 'Customer group' } },
  country: { isAlias: true },
  country_code: { label: 'Country', optionsSource: 'countries' },
  customer_group: { label: 'Customer group, by name' },
  customer_group_id: { label: 'Customer group', optionsSource: 'customer_groups' },
  customer_message: { format: 'multiline' },
  date_created_max: { label: 'Created before', format: 'date-time' },
  date_created_min: { label: 'Created after', format: 'date-time' },
  date_modified_max: { label: 'Changed before', format: 'date-time' },
  date_modified_min: { label: 'Changed after', format: 'date-time' },
  email: { format: 'email' },
  emails: { format: 'email' },
  if_exists: {
    label: 'If the email is taken',
    valueLabels: { fail: 'Fail', skip: 'Skip: change nothing', update: 'Update the customer' },
  },
  limit: { label: 'Results per page' },
  max_date_created: { label: 'Placed until', format: 'date-time' },
  max_total: { label: 'Total at most' },
  max_wait_ms: { label: 'Longest wait, in milliseconds' },
  min_date_created: { label: 'Placed from', format: 'date-time' },
  min_total: { label: 'Total at least' },
  new_email: { format: 'email' },
  new_password: { format: 'password' },
  notes: { format: 'multiline' },
  on_incomplete_address: {
    label: 'An incomplete address',
    valueLabels: { leave_out: 'Leave it out, with a warning', fail: 'Fail' },
  },
  origin_channel_id: { label: 'Channel of registration, by id' },
  phone: { format: 'phone' },
  postal_code: { isAlias: true },
  shipping_provider: {
    free: true,
    options: Object.entries(shippingProviders).map(([value, label]) => ({ value, label })),
  },
  sort: {
    valueLabels: Object.fromEntries(
      [
        ['id', 'Id', 'lowest first', 'highest first'],
        ['customer_id', 'Customer id', 'lowest first', 'highest first'],
        ['status_id', 'Status', 'lowest first', 'highest first'],
        ['channel_id', 'Channel', 'lowest first', 'highest first'],
        ['external_id', 'External id', 'lowest first', 'highest first'],
        ['last_name', 'Last name', 'A to Z', 'Z to A'],
        ['date_created', 'Date created', 'oldest first', 'newest first'],
        ['date_modified', 'Date changed', 'oldest first', 'newest first'],
      ].flatMap(([name, label, up, down]) => [
        [`${name}:asc`, `${label}, ${up}`],
        [`${name}:desc`, `${label}, ${down}`],
      ]),
    ),
  },
  staff_notes: { format: 'multiline' },
  state: { label: 'State or province' },
  state_or_province: { isAlias: true },
  status_id: { label: 'Status', options: statuses },
  store_credit_mode: {
    label: 'Store credit on update',
    valueLabels: { create_only: 'Leave the balance as it is', set: 'Set the balance' },
  },
  trigger_account_created_notification: { label: 'Send the welcome email' },
  zip: { label: 'Postal code' },
};
