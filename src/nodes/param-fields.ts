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
  /** @default the description of the schema, which is written for programs and for the terminal as well */
  help?: string;
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
  accepts_product_review_abandoned_cart_emails: { label: 'Review and abandoned cart emails' },
  address1: { label: 'Address line 1' },
  address2: { label: 'Address line 2' },
  address_phone: { label: 'Phone of the address', format: 'phone' },
  addresses_mode: {
    label: 'Addresses on update',
    help: 'What happens to the addresses that the customer has already. It counts where the customer is updated.',
    valueLabels: {
      add_missing: 'Add what is not there',
      match: 'Change the one with the same street and postal code',
      replace: 'Replace all',
    },
  },
  all: {
    label: 'Every page',
    help: 'All results at once, up to 10,000. The page and the results per page do not count then.',
  },
  attributes: {
    help: 'Customer attributes of the store, each with its value. The attribute must exist already.',
    optionsSource: 'customer_attributes',
  },
  billing_city: { label: 'City' },
  billing_country: { label: 'Country', help: 'Country.', optionsSource: 'countries' },
  billing_email: { label: 'Email', format: 'email' },
  billing_first_name: { label: 'First name' },
  billing_last_name: { label: 'Last name' },
  billing_phone: { label: 'Phone', format: 'phone' },
  billing_state: { label: 'State or province' },
  billing_street: { label: 'Address line 1' },
  billing_street2: { label: 'Address line 2' },
  billing_zip: { label: 'Postal code' },
  channel_ids: { label: 'Channel IDs' },
  clear: {
    label: 'Fields to empty',
    help: 'A field that is left blank stays as it is. Tick it here to empty it.',
    valueLabels: { customer_group_id: 'Customer group' },
  },
  country: { isAlias: true },
  country_code: { label: 'Country', help: 'Country.', optionsSource: 'countries' },
  customer_group: { label: 'Customer group, by name', help: 'The name of a group, in place of choosing it.' },
  customer_group_id: { label: 'Customer group', help: 'Customer group.', optionsSource: 'customer_groups' },
  customer_message: { format: 'multiline' },
  date_created_max: { label: 'Created until', help: 'Created before this moment.', format: 'date-time' },
  date_created_min: { label: 'Created from', help: 'Created after this moment.', format: 'date-time' },
  date_modified_max: { label: 'Changed until', help: 'Changed before this moment.', format: 'date-time' },
  date_modified_min: { label: 'Changed from', help: 'Changed after this moment.', format: 'date-time' },
  email: { format: 'email' },
  emails: { format: 'email' },
  form_fields: { help: 'Custom fields of the account page, each with its value.' },
  if_exists: {
    label: 'If the email is taken',
    help: 'What happens where a customer has this email already.',
    valueLabels: { fail: 'Fail', skip: 'Skip: change nothing', update: 'Update the customer' },
  },
  include_shipping: {
    label: 'Include shipping addresses and shipments',
    help: 'Where each order goes, and what was shipped of it. Asking for them takes longer.',
  },
  limit: { label: 'Results per page' },
  max_date_created: { label: 'Placed until', help: 'Placed at or before this moment.', format: 'date-time' },
  max_total: { label: 'Total at most' },
  max_wait_ms: { label: 'Longest wait, in milliseconds' },
  min_date_created: { label: 'Placed from', help: 'Placed at or after this moment.', format: 'date-time' },
  min_total: { label: 'Total at least' },
  new_email: { format: 'email' },
  new_password: { format: 'password' },
  notes: { format: 'multiline' },
  on_incomplete_address: {
    label: 'An incomplete address',
    help: 'What happens to an address without its first line, city or country.',
    valueLabels: { leave_out: 'Leave it out, with a warning', fail: 'Fail' },
  },
  order_id: { label: 'Order number' },
  origin_channel_id: { label: 'Origin channel ID' },
  phone: { format: 'phone' },
  postal_code: { isAlias: true },
  shipping_provider: {
    label: 'Carrier',
    help: 'Carrier of the shipment. One that is not in the list goes into the field beside it.',
    free: true,
    options: Object.entries(shippingProviders).map(([value, label]) => ({ value, label })),
  },
  sort: {
    valueLabels: Object.fromEntries(
      [
        ['id', 'ID', 'lowest first', 'highest first'],
        ['customer_id', 'Customer ID', 'lowest first', 'highest first'],
        ['status_id', 'Status', 'lowest first', 'highest first'],
        ['channel_id', 'Channel', 'lowest first', 'highest first'],
        ['external_id', 'External ID', 'lowest first', 'highest first'],
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
  status_id: { label: 'Status', help: 'Status.', options: statuses },
  store_credit_mode: {
    label: 'Store credit on update',
    help: 'What happens to the balance of a customer who exists and is updated.',
    valueLabels: { create_only: 'Leave the balance as it is', set: 'Set the balance' },
  },
  tracking_carrier: {
    label: 'Other carrier',
    help: 'A carrier that is not in the list: its short name at AfterShip, which BigCommerce tracks parcels with, for example dhl-germany.',
  },
  trigger_account_created_notification: { label: 'Send the welcome email' },
  zip: { label: 'Postal code' },
};
