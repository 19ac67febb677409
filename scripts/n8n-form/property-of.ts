import { fieldName } from '../../n8n/nodes/BigCommerce/operations.mts';
import type { FormField } from '../../src/hosts/node-form.ts';
import { asFieldHelp, inTitleCase } from './words.ts';

/** A property as n8n takes it; printed as a literal. */
export type Property = { displayName: string; name: string } & Kind;

/** What a field takes. */
type Kind = { type: string; default: unknown; [key: string]: unknown };

/**
 * Of the parameters whose label speaks of its part of the form, or is cut off in the editor, which shows some 26 letters. A menu is in the
 * order of the alphabet: what belongs together begins alike.
 */
const labels: Record<string, string> = {
  accepts_product_review_abandoned_cart_emails: 'Review and Cart Emails',
  address_phone: 'Address Phone',
  addresses_mode: 'Existing Addresses',
  include_shipping: 'Include Shipping',
  max_wait_ms: 'Longest Wait (Ms)',
  newsletter: 'Newsletter',
  on_incomplete_address: 'Incomplete Address',
  shipping_provider: 'Shipment Carrier',
  tracking_carrier: 'Shipment Carrier (Other)',
  tracking_number: 'Shipment Tracking Number',
};

/** Parameters of a part, by what the labels of that part begin with. */
const partOf: Record<string, string> = { city: 'Address', country_code: 'Address', state: 'Address', zip: 'Address' };

/** What an added option begins with, where the definition does not say it. */
const defaults: Record<string, unknown> = { dry_run: false, max_wait_ms: 60_000, sort: 'date_created:desc' };

/** Of numbers that are filled in as text. */
const examples: Record<string, string> = {
  billing_country: 'ES',
  channel_ids: '1, 2',
  country_code: 'ES',
  customer_ids: '789, 790',
  emails: 'ana@example.com, luis@example.com',
  max_total: '500',
  min_total: '50',
  origin_channel_id: '1',
  store_credit: '25.50',
};

const country = 'ISO 3166-1 alpha-2 code, such as ES or US, or name of the country';

/** Where n8n's form is another one than ours; of one operation alone as `customer.delete.dry_run`. */
const helps: Record<string, string> = {
  'customer.delete.dry_run': 'Whether to delete nothing and only say whom it would delete',
  'customer.update.channel_ids':
    'Channels (storefronts) in which the customer can log in, separated by commas. They take the place of those of now.',
  'customer.update.new_password': "New password. It must obey the store's own rules.",
  'order.get.order_id': 'Number of the order, as the store shows it',
  accepts_product_review_abandoned_cart_emails: 'Consent to product review and abandoned cart emails',
  billing_country: country,
  channel_ids: 'Channels (storefronts) in which the customer can log in, separated by commas; all of them if left out',
  country_code: country,
  clear: 'Fields to empty. A field that is left blank stays as it is.',
  customer_ids: 'One or more IDs, separated by commas',
  dry_run: 'Whether to write nothing and only say what would happen',
  emails: 'One or more emails, separated by commas',
  include_products: 'Whether to show the line items of each order; one more call per order',
  include_shipping:
    'Whether to show where each order goes, and what was shipped of it; one more call per order, two where something was shipped',
  min_total: 'Only orders of this total or more',
  max_total: 'Only orders of this total or less',
  newsletter:
    "Consent to the newsletter, kept in the store's subscriber record. Someone who opted out is never switched on again.",
  order_id: 'Number of the order to change',
  page: 'Page of the results, of Limit results each. It does not count with Return All.',
  shipping_provider:
    'Carrier of the shipment, with a Shipment Tracking Number. One that is not in the list goes into Shipment Carrier (Other).',
  store_credit:
    "Store credit in the store's default currency. Of a customer who exists it changes nothing, unless the option Store Credit on Update says so.",
  tracking_carrier:
    'A carrier that is not in the list, with a Shipment Tracking Number: its short name at AfterShip, which BigCommerce tracks parcels with, for example dhl-germany',
  tracking_number:
    "Ships what is not shipped yet: one shipment per shipping address. That may email the customer, by the store's own settings.",
};

/** What to sort by, in the order of use; the newest or highest is first of each, and of names A. */
const sortFields = [
  'date_created',
  'date_modified',
  'id',
  'last_name',
  'status_id',
  'customer_id',
  'channel_id',
  'external_id',
];

/** Blank is not given. */
const notGiven = { name: 'Not Given', value: '' };
const yesAndNo = [
  { name: 'Yes', value: 'true' },
  { name: 'No', value: 'false' },
];

const searchMethods: Record<string, string> = {
  customer_groups: 'searchCustomerGroups',
  customer_attributes: 'searchCustomerAttributes',
};

const byId = { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 3' };

const byName = (example: string) => ({
  displayName: 'By Name',
  name: 'name',
  type: 'string',
  placeholder: `e.g. ${example}`,
});

/** A parameter as a property of n8n. `scope`: the operation, such as `order.get`, or what entries in it are of, `customer.update.addresses`. */
export function propertyOf(field: FormField, scope: string): Property {
  const { param } = field;
  const label = labelOf(field, scope);
  const description = helps[`${scope}.${param}`] ?? helps[param] ?? asFieldHelp(field);
  const base = { displayName: label, name: fieldName(param) };
  const rest = description === undefined || description === label ? {} : { description };
  const method = param === 'status_id' ? 'searchOrderStatuses' : searchMethods[field.options_source ?? ''];
  if (method && field.type !== 'record') {
    return { ...base, ...chooser(label, method, exampleOf(param)), ...rest };
  }
  return { ...base, ...kindOf(field, scope), ...rest };
}

function labelOf({ param, label }: FormField, scope: string): string {
  const part = param.startsWith('billing_') ? 'Billing' : scope.endsWith('.addresses') ? undefined : partOf[param];
  return labels[param] ?? inTitleCase(part ? `${part} ${label}` : label);
}

/** A name to choose by. */
function exampleOf(param: string): string {
  return param === 'status_id' ? 'Shipped' : 'Wholesale';
}

/** Chosen From List, or given By Name or By ID. */
function chooser(label: string, searchListMethod: string, name: string): Kind {
  return {
    type: 'resourceLocator',
    // Without the mark an added field that nobody touched would be an object of its own.
    default: { __rl: true, mode: 'list', value: '' },
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: `Choose ${label}...`,
        typeOptions: { searchListMethod, searchable: true },
      },
      byName(name),
      byId,
    ],
  };
}

/**
 * n8n sends a field as soon as it is added, and within entries all of them. So one that means nothing until somebody chooses, consent above
 * all, begins blank: a number is text then, and a choice or a switch has Not Given.
 */
function kindOf(field: FormField, scope: string): Kind {
  const { param, type, items, format, options = [], min, max } = field;
  const preset = defaults[param] ?? field.default;
  const example = field.example ?? examples[param];
  const placeholder = example === undefined ? {} : { placeholder: `e.g. ${example}` };
  if (type === 'record') return entries(inTitleCase(field.label).replace(/s$/, ''), recordFields(field));
  if (type === 'objects')
    return entries(
      'Address',
      field.fields!.map((one) => propertyOf(one, `${scope}.addresses`)),
    );
  if (type === 'list' && items === 'choice') return { type: 'multiOptions', options: choicesOf(field), default: [] };
  if (type === 'choice' || options.length > 0) {
    if (preset === undefined) return { type: 'options', options: [notGiven, ...choicesOf(field)], default: '' };
    return { type: 'options', options: choicesOf(field), default: preset };
  }
  if (type === 'boolean') {
    if (preset === undefined) return { type: 'options', options: [notGiven, ...yesAndNo], default: '' };
    return { type: 'boolean', default: preset };
  }
  if (type === 'number' && preset !== undefined) {
    const bounds = { ...(min !== undefined && { minValue: min }), ...(max !== undefined && { maxValue: max }) };
    return { type: 'number', ...(Object.keys(bounds).length > 0 && { typeOptions: bounds }), default: preset };
  }
  if (format === 'date-time') return { type: 'dateTime', default: '' };
  if (format === 'password') return { type: 'string', typeOptions: { password: true }, default: '' };
  if (format === 'multiline') return { type: 'string', typeOptions: { rows: 4 }, default: '' };
  return {
    type: 'string',
    default: '',
    ...(format === 'email' && type !== 'list' ? { placeholder: 'e.g. ana@example.com' } : placeholder),
  };
}

/** Five or more in the order of the alphabet, as n8n wants them; what to sort by in the order of use. */
function choicesOf({ param, options = [] }: FormField) {
  const choices = options.map(({ value, label }) => ({ name: inTitleCase(label), value }));
  if (param === 'sort') return choices.sort((a, b) => sortRank(a.value) - sortRank(b.value));
  return choices.length < 5 ? choices : choices.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function sortRank(value: string | number): number {
  const [name, direction] = String(value).split(':') as [string, string];
  return sortFields.indexOf(name) * 2 + (direction === (name === 'last_name' ? 'asc' : 'desc') ? 0 : 1);
}

function entries(displayName: string, values: Property[]): Kind {
  return {
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: `Add ${displayName}`,
    default: {},
    options: [{ displayName, name: 'values', values }],
  };
}

function recordFields({ options_source }: FormField): Property[] {
  const method = searchMethods[options_source ?? ''];
  return [
    {
      displayName: 'Name',
      name: 'name',
      ...(method ? chooser('Attribute', method, 'Birthday') : { type: 'string', default: '' }),
    },
    { displayName: 'Value', name: 'value', type: 'string', default: '' },
  ];
}

export function sorted(properties: Property[]): Property[] {
  return properties.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}
