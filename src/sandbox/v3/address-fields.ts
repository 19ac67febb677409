import { badLength, type Field, type Item, readFields, text } from '../http/read-items.ts';
import type { Address } from '../store/rows.ts';
import { countryName } from '../v2/countries.ts';
import { isFormField, readFormFields } from './form-fields.ts';

const CORE: readonly Field[] = [
  { name: 'first_name', type: 'string', required: true, length: [1, 255] },
  { name: 'last_name', type: 'string', required: true, length: [1, 255] },
  { name: 'address1', type: 'string', required: true },
  { name: 'city', type: 'string', required: true, length: [0, 100] },
  { name: 'country_code', type: 'string', required: true, length: [2, 2] },
  { name: 'address2', type: 'string' },
  { name: 'company', type: 'string', length: [0, 255] },
  { name: 'phone', type: 'string', length: [0, 50] },
  { name: 'address_type', type: 'string' },
  { name: 'form_fields', type: 'array' },
];
const STATE: Field = { name: 'state_or_province', type: 'string', length: [0, 100] };
const POSTAL: Field = { name: 'postal_code', type: 'string', length: [0, 30] };

/** An address inside POST customers: state and postal code may be left out. */
export const NESTED_ADDRESS_FIELDS: readonly Field[] = [...CORE, STATE, POSTAL];

/** POST addresses: the schema requires state and postal code too; that an empty text satisfies it is our choice. */
export const POST_ADDRESS_FIELDS: readonly Field[] = [
  { name: 'customer_id', type: 'number', required: true },
  ...CORE,
  { ...STATE, required: true },
  { ...POSTAL, required: true },
];

export const PUT_ADDRESS_FIELDS: readonly Field[] = [
  { name: 'id', type: 'number', required: true },
  ...NESTED_ADDRESS_FIELDS.map(({ required, ...field }): Field => field),
];

/** Reads the addresses inside a customer; what is missing is named below `addresses`, without an index. */
export function readAddresses(item: Item, fields: readonly Field[]): void {
  const addresses = item.addresses;
  if (Array.isArray(addresses)) for (const address of addresses) readFields(address, fields, 'addresses.');
}

type Fail = (field: string, text: string) => never;

/**
 * The address that an item describes, over `before` where it changes one. Texts are our choice, and so is that a country must be one of ISO 3166
 * while a state is taken as it comes: its codes fail at checkout only.
 */
export function newAddress(item: Item, id: number, customerId: number, fail?: Fail, before?: Address): Address {
  const row: Address = {
    id,
    customer_id: customerId,
    first_name: text(item, 'first_name', before?.first_name),
    last_name: text(item, 'last_name', before?.last_name),
    company: text(item, 'company', before?.company),
    phone: text(item, 'phone', before?.phone),
    address_type: text(item, 'address_type', before?.address_type ?? 'residential'),
    address1: text(item, 'address1', before?.address1),
    address2: text(item, 'address2', before?.address2),
    city: text(item, 'city', before?.city),
    country_code: text(item, 'country_code', before?.country_code),
    state_or_province: text(item, 'state_or_province', before?.state_or_province),
    postal_code: text(item, 'postal_code', before?.postal_code),
    form_fields: readFormFields(item, before?.form_fields ?? null),
  };
  if (!fail) return row;
  const length = badLength(item, NESTED_ADDRESS_FIELDS);
  if (length) fail(length[0], length[1]);
  if (!countryName(row.country_code)) fail('country_code', 'invalid country code');
  if (row.address_type !== 'residential' && row.address_type !== 'commercial')
    fail('address_type', 'residential or commercial');
  const fields = item.form_fields;
  if (Array.isArray(fields) && !fields.every(isFormField)) fail('form_fields', 'a form field has a name and a value');
  if (row.address1.trim() === '') fail('address1', 'address1 must not be empty');
  return row;
}

/** Twelve fields make an address unique; whether the API ignores case in them is unknown, that it does not is our choice. */
export function addressKey(row: Address): string {
  return JSON.stringify([
    row.customer_id,
    row.first_name,
    row.last_name,
    row.company,
    row.phone,
    row.address_type,
    row.address1,
    row.address2,
    row.city,
    row.country_code,
    row.state_or_province,
    row.postal_code,
  ]);
}
