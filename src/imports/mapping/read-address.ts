import { isPlainObject } from './flatten.ts';
import { foldHeader } from './fold-header.ts';
import { parseJson } from './parse-json.ts';
import { isSecretName } from './secret-names.ts';
import { type AddressField, addressFields } from './targets.ts';

/** One address under the names that `addresses` takes. */
export type MappedAddress = { [Field in AddressField]?: unknown };

/** Folded name in the API, in BigCommerce's export or elsewhere -> field. What comes first is taken first. */
const names = new Map<string, { field: AddressField; rank: number }>();

const namesByField: Record<AddressField, string> = {
  first_name: 'first_name, firstname, Address First Name',
  last_name: 'last_name, lastname, Address Last Name',
  company: 'company, Address Company',
  address1: 'address1, address_1, street_1, Address Line 1, street',
  address2: 'address2, address_2, street_2, Address Line 2',
  city: 'city, City/Suburb, suburb, Address City',
  state:
    'state_or_province, state, State/Province, Address State, province, region, state_or_province_code, State Abbreviation, province_code',
  zip: 'postal_code, zip, Zip/Postcode, postcode, Address Zip',
  country_code: 'country_code, country_iso2, country_id, country, Address Country',
  phone: 'phone, Address Phone, telephone',
  address_type: 'address_type, Building Type',
};
for (const field of addressFields)
  for (const [rank, name] of namesByField[field].split(', ').entries()) names.set(foldHeader(name), { field, rank });

/** What an address carries beside its fields, and loses nothing by not being carried. */
const ignored = new Set(
  ['id', 'Address ID', 'customer_id', 'Address Name', 'name', 'Address Building Type', 'is_default', 'default'].map(
    foldHeader,
  ),
);

const fields = new Map<string, { field: AddressField; rank: number } | 'ignored' | undefined>();

function fieldOf(name: string) {
  if (!fields.has(name)) {
    if (fields.size > 1000) fields.clear();
    const folded = foldHeader(name);
    fields.set(name, names.get(folded) ?? (ignored.has(folded) || isSecretName(name) ? 'ignored' : undefined));
  }
  return fields.get(name);
}

/** An address of the API or alike; `left` names what it holds beside, as far as it is not blank. */
export function readAddressObject(object: Record<string, unknown>, left: (name: string) => void): MappedAddress {
  const address: MappedAddress = {};
  const ranks: { [Field in AddressField]?: number } = {};
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (isBlank(value)) continue;
    const known = fieldOf(name);
    if (known === 'ignored') continue;
    if (known === undefined || typeof value === 'object') left(name);
    else if ((ranks[known.field] ?? Number.POSITIVE_INFINITY) > known.rank) {
      address[known.field] = typeof value === 'string' ? value.trim() : value;
      ranks[known.field] = known.rank;
    }
  }
  return address;
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * The addresses of one cell: JSON, or the text of BigCommerce's default export, which is "Address ID: 7, Address First Name: Ana, ...,
 * Address Phone: 555" for each, with | between them. Undefined where it is neither.
 */
export function readAddresses(value: unknown, left: (name: string) => void): MappedAddress[] | undefined {
  let list: unknown = value;
  if (typeof value === 'string') {
    const text = value.trim();
    if (!/^[[{]/.test(text)) return readExportText(text, left);
    list = parseJson(text);
  }
  if (isPlainObject(list)) list = [list];
  if (!Array.isArray(list) || !list.every(isPlainObject)) return undefined;
  return list.map((object) => readAddressObject(object, left));
}

const label =
  /(?:^|[,|\r\n]\s*)(Address (?:ID|Name|First Name|Last Name|Company|Line 1|Line 2|City|State|Zip|Country|Phone|Building Type)|City\/Suburb|Suburb\/City|State\/Province|State Abbreviation|Zip\/Postcode|Country|Building Type|Phone|Company):/g;

function readExportText(text: string, left: (name: string) => void): MappedAddress[] | undefined {
  const found = [...text.matchAll(label)];
  if (found.length < 2 || found[0]!.index !== 0) return undefined;
  const objects: Record<string, unknown>[] = [];
  let current: Record<string, unknown> = {};
  found.forEach((match, position) => {
    const name = match[1]!;
    // Labels stand in one order: one that comes again begins the next address.
    if (position === 0 || Object.hasOwn(current, name)) {
      current = {};
      objects.push(current);
    }
    const value = text.slice(match.index + match[0].length, found[position + 1]?.index);
    current[name] = value.replace(/(?<![\s|])[\s|]+$/, '').trim();
  });
  return objects.map((object) => readAddressObject(object, left));
}

const places = ['address1', 'address2', 'city', 'state', 'zip', 'country_code'] as const;
/** Whether an address says where it is. Names alone, as shops fill them in by themselves, are no address. */
export function hasPlace(address: MappedAddress): boolean {
  for (const field of places) if (address[field] !== undefined) return true;
  return false;
}

export type Owner = { first_name?: unknown; last_name?: unknown };

/**
 * Whether two addresses of a customer are one, without regard to case, blanks and punctuation: the same place, and no two names,
 * companies or phones that differ. An address without names has the customer's own.
 */
export function isSameAddress(a: MappedAddress, b: MappedAddress, owner: Owner): boolean {
  for (const field of places) if (differ(a[field] ?? '', b[field] ?? '')) return false;
  if (differ(a.first_name ?? owner.first_name, b.first_name ?? owner.first_name)) return false;
  if (differ(a.last_name ?? owner.last_name, b.last_name ?? owner.last_name)) return false;
  return !differ(a.company, b.company) && !differ(a.phone, b.phone);
}

function differ(a: unknown, b: unknown): boolean {
  return a !== undefined && b !== undefined && a !== b && foldHeader(String(a)) !== foldHeader(String(b));
}
