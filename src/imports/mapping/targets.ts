import { distance } from 'fastest-levenshtein';
import { foldHeader } from './fold-header.ts';

/** Fields of an address, as the parameters of a create name them within `addresses`. */
export const addressFields = [
  'first_name',
  'last_name',
  'company',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'country_code',
  'phone',
  'address_type',
] as const;
export type AddressField = (typeof addressFields)[number];

/** What a column may hold of an address: its fields, and two that stand in where state or country_code is blank. */
export type AddressPart = AddressField | 'state_code' | 'country';

/** Where a column goes: a field of the customer, part of one address, or one entry of attributes or form fields. */
export type Place =
  | { kind: 'customer'; name: string }
  | { kind: 'address'; block: string; part: AddressPart }
  | { kind: 'entry'; of: 'attributes' | 'form_fields'; name: string };

export const customerTargets: [name: string, title: string, description: string][] = [
  ['email', 'Email', 'Email of the customer.'],
  ['first_name', 'First name', 'First name.'],
  ['last_name', 'Last name', 'Last name.'],
  [
    'name',
    'Full name',
    'First and last name in one cell: "Ana Ruiz" or "Ruiz, Ana". The last word is the last name, with its particles (de la Cruz, van der Berg).',
  ],
  ['company', 'Company', 'Company.'],
  ['phone', 'Phone', 'Phone of the customer.'],
  ['notes', 'Notes', 'Notes of the store staff.'],
  ['tax_exempt_category', 'Tax exempt category', 'Tax exempt category code.'],
  ['store_credit', 'Store credit', "An amount in the store's default currency, such as 12.50."],
  ['customer_group', 'Customer group', 'Customer group of the BigCommerce store, by name.'],
  ['customer_group_id', 'Customer group ID', 'Customer group of the BigCommerce store, by id. 0 is no group.'],
  ['newsletter', 'Newsletter', 'Consent to marketing emails: yes or no.'],
  [
    'accepts_product_review_abandoned_cart_emails',
    'Review and abandoned cart emails',
    'Consent to product review and abandoned cart emails: Y or N. It is no marketing consent.',
  ],
  ['source_id', 'ID in the file', 'Id of the customer where the file comes from. It is shown in reports and not sent.'],
  ['new_password', 'Password', 'Password to set, in plain text. Only ever by your own choice.'],
  [
    'force_password_reset',
    'Force password reset',
    'Whether the customer must choose a new password at the next login: yes or no.',
  ],
  ['channel_ids', 'Channel IDs', 'Channels in which the customer can log in.'],
  ['origin_channel_id', 'Origin channel ID', 'Channel in which the customer counts as registered.'],
  ['addresses', 'Addresses', "All addresses in one cell: JSON, or the text of BigCommerce's own export."],
  ['attributes', 'Several attributes, as JSON', 'Customer attributes as JSON. attributes.NAME is a single one.'],
  ['form_fields', 'Several form fields, as JSON', 'Form fields as JSON. form_fields.NAME is a single one.'],
];

export const addressTargets: [name: string, part: AddressPart, title: string, description: string][] = [
  ['address1', 'address1', 'Address line 1', 'Line 1 of the first address. Further lines in the cell go to line 2.'],
  ['address2', 'address2', 'Address line 2', 'Line 2 of the first address.'],
  ['city', 'city', 'City', 'City of the first address.'],
  ['state', 'state', 'State', 'State or province of the first address, by name or code.'],
  ['state_code', 'state_code', 'State code', 'State of the first address by code, where there is no name.'],
  ['zip', 'zip', 'Postal code', 'Postal code of the first address.'],
  ['country_code', 'country_code', 'Country', 'Country of the first address, by code or name.'],
  ['country', 'country', 'Country name', 'Country of the first address by name, where there is no code.'],
  ['address_phone', 'phone', 'Address phone', 'Phone of the first address.'],
  ['address_type', 'address_type', 'Address type', 'Kind of the first address: residential or commercial.'],
  [
    'address_first_name',
    'first_name',
    'Address first name',
    "First name of the first address; the customer's own when blank.",
  ],
  [
    'address_last_name',
    'last_name',
    'Address last name',
    "Last name of the first address; the customer's own when blank.",
  ],
  [
    'address_company',
    'company',
    'Address company',
    'Company of the first address. Where a file tells the companies of addresses, blank is none.',
  ],
];

const blockTargets: [name: string, title: string, description: string][] = [
  ['address[N].FIELD', 'Address N', 'A field of address N: address[2].city.'],
  ['billing.FIELD', 'Billing address', 'A field of the billing address: billing.city.'],
  [
    'shipping.FIELD',
    'Shipping address',
    'A field of the shipping address: shipping.city. Equal to the billing address, it is added once.',
  ],
];

export const entryTargets: [name: string, title: string, description: string][] = [
  ['attributes.NAME', 'Attribute', 'The customer attribute with this name or id.'],
  ['form_fields.NAME', 'Form field', 'The form field with this name.'],
];

/** Everything that a column can be mapped to, in the order in which a form shows it; capitals stand for a choice. */
export const targets: { name: string; title: string; description: string }[] = [
  ...customerTargets,
  ...addressTargets.map(([name, , title, description]): [string, string, string] => [name, title, description]),
  ...blockTargets,
  ...entryTargets,
].map(([name, title, description]) => ({ name, title, description }));

const places = new Map<string, Place>([
  ...customerTargets.map(([name]): [string, Place] => [name, { kind: 'customer', name }]),
  ...addressTargets.map(([name, part]): [string, Place] => [name, { kind: 'address', block: '1', part }]),
]);

/** Plain names of an address field within a block, the flat names included: `billing.address_phone` is its phone. */
const parts = new Map<string, AddressPart>([
  ...addressTargets.map(([name, part]): [string, AddressPart] => [name, part]),
  ...addressTargets.map(([, part]): [string, AddressPart] => [part, part]),
]);

const blockTarget = /^(?:address\[([1-9]\d?)\]|(billing|shipping))\.(\w+)$/;
const entryTarget = /^(attributes|form_fields)\.(?=.*\S)(.+)$/s;

/** Where a target leads; undefined for what is none. `address[1].city` and `city` are one place. */
export function placeOf(target: string): Place | undefined {
  const plain = places.get(target);
  if (plain) return plain;
  const block = blockTarget.exec(target);
  if (block) {
    const part = parts.get(block[3]!);
    return part && { kind: 'address', block: block[1] ?? block[2]!, part };
  }
  const entry = entryTarget.exec(target);
  return entry ? { kind: 'entry', of: entry[1] as 'attributes', name: entry[2]!.trim() } : undefined;
}

export function isTarget(name: string): boolean {
  return placeOf(name) !== undefined;
}

/** Two targets with one key are one place. */
export function placeKey(place: Place): string {
  if (place.kind === 'customer') return place.name;
  return place.kind === 'address' ? `${place.block}.${place.part}` : `${place.of}.${place.name}`;
}

/** The target for a part of an address: the flat name for address 1, `billing.city` or `address[2].city` else. */
export function addressTarget(block: string, part: AddressPart): string {
  if (block === '1') return addressTargets.find(([, other]) => other === part)![0];
  return /^\d/.test(block) ? `address[${block}].${part}` : `${block}.${part}`;
}

/** What a form calls a parameter, a field of an address among them: "First name", "City". */
export function titleOf(param: string): string | undefined {
  const customer = customerTargets.find(([name]) => name === param);
  if (customer) return customer[1];
  const field = param.replace(/^addresses\[\d+\]\./, '');
  return addressTargets.find(([name, part]) => name === field || (field !== param && part === field))?.[2];
}

const plainNames = [...places.keys()];
const exactNames = new Map(targets.flatMap(({ name, title }) => [name, title].map((text) => [foldHeader(text), name])));

/** The target whose name or title a header is, but for case, blanks and punctuation. */
export function targetNamed(folded: string): string | undefined {
  const name = exactNames.get(folded);
  return name !== undefined && places.has(name) ? name : undefined;
}

/** The target that somebody who wrote `name` may have meant. */
export function nearestTarget(name: string): string | undefined {
  const entry = nearestEntry(name);
  if (entry !== undefined) return entry;
  const wanted = foldHeader(name);
  let best: string | undefined = targetNamed(wanted);
  let least = best === undefined ? Math.max(2, Math.floor(wanted.length / 3)) + 1 : 0;
  for (const target of plainNames) {
    const steps = distance(wanted, foldHeader(target));
    if (steps < least) {
      best = target;
      least = steps;
    }
  }
  return best;
}

/** `attribute.Tags` names one attribute: the whole of them, to be read as JSON, is not what was meant. */
function nearestEntry(name: string): string | undefined {
  const [, list, rest = ''] = /^([\w -]+)[.:]\s*(\S.*)$/s.exec(name) ?? [];
  if (list === undefined) return undefined;
  const near = ['attributes', 'form_fields'].find((known) => distance(foldHeader(list), foldHeader(known)) <= 2);
  return near && `${near}.${rest.trim()}`;
}
