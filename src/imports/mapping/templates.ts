import { foldHeader } from './fold-header.ts';
import { type KnownColumn, notCarried } from './known-columns.ts';
import { type AddressPart, addressTarget } from './targets.ts';

/** Rows that add an address to the customer above: known by a blank email, or by the same email. */
export type Continuation = 'blank_email' | 'same_email';

export type Template = {
  id: string;
  title: string;
  /** It is this template where all columns of one of these groups are there; folded. */
  telling: string[][];
  /** Folded header -> what becomes of it. */
  columns: Map<string, KnownColumn>;
  /** Columns that repeat with a number. */
  numbered?: (folded: string) => KnownColumn | undefined;
  continuation?: Continuation;
  /** Column that says what to do with the row; folded. */
  command?: string;
  /** Each row is an address of a customer who is in another file. */
  addressesOnly?: true;
};

type Given = Record<string, string | KnownColumn>;

function template(
  id: string,
  title: string,
  telling: string,
  given: Given,
  more: Pick<Template, 'numbered' | 'continuation' | 'command' | 'addressesOnly'> = {},
): Template {
  const columns = new Map(
    Object.entries(given).map(([header, to]): [string, KnownColumn] => [
      foldHeader(header),
      typeof to === 'string' ? { target: to } : to,
    ]),
  );
  return {
    id,
    title,
    telling: telling.split(' | ').map((group) => group.split(', ').map(foldHeader)),
    columns,
    ...more,
  };
}

function left(note: string): KnownColumn {
  return { target: null, note };
}

const identity: Given = { 'First Name': 'first_name', 'Last Name': 'last_name' };
const reviewEmails = 'accepts_product_review_abandoned_cart_emails';

const bulkEditParts: [pattern: RegExp, part: AddressPart][] = [
  [/^addressfirstname(\d+)$/, 'first_name'],
  [/^addresslastname(\d+)$/, 'last_name'],
  [/^addresscompany(\d+)$/, 'company'],
  [/^addressline1(\d+)$/, 'address1'],
  [/^addressline2(\d+)$/, 'address2'],
  [/^addresscity(\d+)$/, 'city'],
  [/^addressstate(\d+)$/, 'state'],
  [/^addresszip(\d+)$/, 'zip'],
  [/^addresscountry(\d+)$/, 'country_code'],
  [/^addressphone(\d+)$/, 'phone'],
];

function bulkEditAddress(folded: string): KnownColumn | undefined {
  if (/^addressid\d+$/.test(folded)) return left('BigCommerce numbers addresses by itself.');
  for (const [pattern, part] of bulkEditParts) {
    const number = pattern.exec(folded)?.[1];
    if (number !== undefined && number !== '0') return { target: addressTarget(String(Number(number)), part) };
  }
  return undefined;
}

const bigcommerce: Given = {
  ...identity,
  Email: 'email',
  'Email Address': 'email',
  Company: 'company',
  Phone: 'phone',
  Notes: 'notes',
  'Store Credit': 'store_credit',
  'Customer Group': 'customer_group',
  'Receive Review/Abandoned Cart Emails?': reviewEmails,
  'Tax Exempt Category': 'tax_exempt_category',
  'Customer ID': 'source_id',
  Addresses: 'addresses',
  'Channel ID': left(
    'The channel of the store that the file comes from. Map it to channel_ids if it is the same store.',
  ),
  'Customer Name': left('First and last name have columns of their own.'),
  Name: left('First and last name have columns of their own.'),
};

const apiColumns: Given = {
  id: 'source_id',
  email: 'email',
  ...identity,
  company: 'company',
  phone: 'phone',
  notes: 'notes',
  tax_exempt_category: 'tax_exempt_category',
  customer_group_id: 'customer_group_id',
  addresses: 'addresses',
  attributes: 'attributes',
  form_fields: 'form_fields',
  store_credit_amounts: 'store_credit',
  'Accepts Product Review Abandoned Cart Email': reviewEmails,
  [reviewEmails]: reviewEmails,
  origin_channel_id: 'origin_channel_id',
  'Original Channel ID': 'origin_channel_id',
  channel_ids: 'channel_ids',
  'authentication.force_password_reset': 'force_password_reset',
  address1: 'address1',
  address2: 'address2',
  city: 'city',
  state: 'state',
  zip: 'zip',
  country_code: 'country_code',
};

const shopifyPerson: Given = {
  ...identity,
  'Customer ID': 'source_id',
  ID: 'source_id',
  Email: 'email',
  'Accepts Email Marketing': 'newsletter',
  'Accepts Marketing': 'newsletter',
  Phone: 'phone',
  Note: 'notes',
};

const magentoParts: [name: string, part: AddressPart][] = [
  ['firstname', 'first_name'],
  ['lastname', 'last_name'],
  ['company', 'company'],
  ['street', 'address1'],
  ['city', 'city'],
  ['region', 'state'],
  ['postcode', 'zip'],
  ['country_id', 'country_code'],
  ['telephone', 'phone'],
];

const magentoWebsite = left('A website of Magento, which BigCommerce does not have.');

const magentoLeft = [
  'fax',
  'middlename',
  'prefix',
  'suffix',
  'vat_id',
  'default_billing_',
  'default_shipping_',
  'region_id',
];

const wooParts: [name: string, part: AddressPart][] = [
  ['first_name', 'first_name'],
  ['last_name', 'last_name'],
  ['company', 'company'],
  ['address_1', 'address1'],
  ['address_2', 'address2'],
  ['city', 'city'],
  ['postcode', 'zip'],
  ['country', 'country_code'],
  ['state', 'state'],
  ['phone', 'phone'],
];

/** The files that are known by their header row. */
export const templates: Template[] = [
  template(
    'bigcommerce_bulk_edit',
    'BigCommerce (Bulk Edit)',
    'Email Address, Address Line 1 - 1 | Email Address, Receive Review/Abandoned Cart Emails? | Email Address, Customer Group, Tax Exempt Category',
    bigcommerce,
    { numbered: bulkEditAddress },
  ),
  template(
    'bigcommerce_default',
    'BigCommerce (Default export)',
    'Email, Receive Review/Abandoned Cart Emails? | Customer ID, Email, Addresses | Email, Date Joined, Customer Group',
    bigcommerce,
  ),
  template(
    'shift',
    'Shift by Hypa',
    'Email, Address Count, Attribute Count | Email, Authentication, Store Credit Amounts | Email, Registration IP Address, Original Channel ID',
    apiColumns,
  ),
  template(
    'bigcommerce_api',
    'BigCommerce (field names of the API)',
    'email, customer_group_id | email, first_name, addresses | email, first_name, attributes | email, store_credit_amounts | email, accepts_product_review_abandoned_cart_emails',
    apiColumns,
  ),
  template(
    'shopify',
    'Shopify',
    'Email, Default Address Country Code | Email, Default Address Address1 | Email, Default Address Zip',
    {
      ...shopifyPerson,
      'Default Address Company': { target: 'company', note: "It is the customer's company and the address's." },
      'Default Address Address1': 'address1',
      'Default Address Address2': 'address2',
      'Default Address City': 'city',
      'Default Address Province': 'state',
      'Default Address Province Code': 'state_code',
      'Default Address Country': 'country',
      'Default Address Country Code': 'country_code',
      'Default Address Zip': 'zip',
      'Default Address Phone': 'address_phone',
      'Default Address Default': left(
        'Which address is the default one is not carried: BigCommerce has none in its API.',
      ),
      'Default Address ID': left('BigCommerce numbers addresses by itself.'),
      'Default Address Customer ID': left('BigCommerce numbers customers by itself.'),
      State: left('Whether the account is enabled in Shopify; BigCommerce has no such state.'),
    },
  ),
  template(
    'shopify_import',
    'Shopify (import template, older export)',
    'Email, Accepts Email Marketing, Province | Email, Accepts Marketing, Province | Email, Accepts Email Marketing, Address1 | Email, Accepts Marketing, Address1 | Email, Accepts Email Marketing, Tags | Email, Accepts Marketing, Tags',
    {
      ...shopifyPerson,
      Company: 'company',
      Address1: 'address1',
      Address2: 'address2',
      City: 'city',
      Province: 'state',
      'Province Code': 'state_code',
      Country: 'country',
      'Country Code': 'country_code',
      Zip: 'zip',
    },
    { continuation: 'same_email' },
  ),
  template(
    'matrixify',
    'Shopify (Matrixify)',
    'Email, Command | Email, Address Is Default | Email, Address First Name, Address Province Code',
    {
      ...shopifyPerson,
      Command: left('DELETE and IGNORE are refused row by row; the import creates and updates.'),
      'Email Marketing: Status': 'newsletter',
      'Address First Name': 'address_first_name',
      'Address Last Name': 'address_last_name',
      'Address Company': 'address_company',
      'Address Phone': 'address_phone',
      'Address Line 1': 'address1',
      'Address Line 2': 'address2',
      'Address Address1': 'address1',
      'Address Address2': 'address2',
      'Address City': 'city',
      'Address Province': 'state',
      'Address Province Code': 'state_code',
      'Address Country': 'country',
      'Address Country Code': 'country_code',
      'Address Zip': 'zip',
      'Address Is Default': left('The order of addresses is kept; BigCommerce has no default address in its API.'),
      'Address ID': left('BigCommerce numbers addresses by itself.'),
    },
    { continuation: 'same_email', command: 'command' },
  ),
  template(
    'magento',
    'Magento 2 / Adobe Commerce',
    'email, _website, _store | email, website_id, store_id | email, group_id, rp_token | email, _address_street, _address_country_id | email, firstname, group_id, created_in',
    {
      email: 'email',
      firstname: 'first_name',
      lastname: 'last_name',
      entity_id: 'source_id',
      _website: magentoWebsite,
      _store: left('A store view of Magento, which BigCommerce does not have.'),
      ...Object.fromEntries(magentoParts.map(([name, part]) => [`_address_${name}`, addressTarget('1', part)])),
      ...Object.fromEntries(
        magentoLeft.map((name) => [`_address_${name}`, left('BigCommerce has no field for it in an address.')]),
      ),
    },
    { continuation: 'blank_email' },
  ),
  template(
    'magento_addresses',
    'Magento customer addresses',
    '_email, _entity_id, street | _email, _address_default_billing_, street | _email, country_id, region_id, street',
    {
      _email: 'email',
      _website: magentoWebsite,
      _entity_id: left('The number of the address in Magento. BigCommerce numbers addresses by itself.'),
      ...Object.fromEntries(magentoParts.map(([name, part]) => [name, addressTarget('1', part)])),
      telephone: { target: 'address_phone', note: 'The phone of the address. A customer who is created gets it, too.' },
      ...Object.fromEntries(
        magentoLeft.map((name) => [
          name.startsWith('default_') ? `_address_${name}` : name,
          left('BigCommerce has no field for it in an address.'),
        ]),
      ),
      ...Object.fromEntries(
        ['is_valid', 'request_date', 'request_id', 'request_success'].map((name) => [
          `vat_${name}`,
          left('What a tax office said of a VAT number. BigCommerce has no field for it.'),
        ]),
      ),
    },
    { addressesOnly: true },
  ),
  template(
    'woocommerce',
    'WooCommerce (user meta)',
    'billing_address_1 | billing_first_name, billing_postcode | user_email, billing_country',
    {
      user_email: 'email',
      email: 'email',
      billing_email: 'email',
      first_name: 'first_name',
      last_name: 'last_name',
      ID: 'source_id',
      user_id: 'source_id',
      customer_id: 'source_id',
      ...Object.fromEntries(
        ['billing', 'shipping'].flatMap((block) =>
          wooParts.map(([name, part]): [string, KnownColumn] => [`${block}_${name}`, { target: `${block}.${part}` }]),
        ),
      ),
    },
  ),
  template(
    'woocommerce_analytics',
    'WooCommerce (Analytics download)',
    'Name, Email, AOV | Name, Username, Last Active | Name, Email, Total Spend, Country / Region',
    {
      Name: 'name',
      Email: 'email',
      'Country / Region': 'country_code',
      City: 'city',
      Region: 'state',
      'Postal Code': 'zip',
    },
  ),
];

/** What a template says of a column; columns that are known in any file are known in each template. */
export function columnOfTemplate(template: Template, folded: string): KnownColumn | undefined {
  return template.columns.get(folded) ?? template.numbered?.(folded) ?? notCarried.get(folded);
}

/** The template that knows most columns of a header, among those whose telling columns are there. */
export function recogniseTemplate(foldedHeader: readonly string[]): Template | undefined {
  const there = new Set(foldedHeader);
  let best: Template | undefined;
  let most = 0;
  for (const candidate of templates) {
    if (!candidate.telling.some((group) => group.every((column) => there.has(column)))) continue;
    const known = foldedHeader.filter(
      (folded) => candidate.columns.has(folded) || candidate.numbered?.(folded) !== undefined,
    ).length;
    if (known > most) {
      best = candidate;
      most = known;
    }
  }
  return best;
}

export function templateById(id: string | undefined): Template | undefined {
  return templates.find((template) => template.id === id);
}
