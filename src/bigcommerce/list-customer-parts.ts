import type { Call } from './call.ts';
import type { Address, AttributeValue, Customer } from './customer.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from './find-customers.ts';
import { readPage } from './read-reply.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/** Addresses and attribute values that an include of GET /v3/customers shows of a customer at most. */
export const mostIncluded = 10;

type Owned = { customer_id: number };

/** Every address of these customers, also beyond those that an include shows; in order of id. With its form fields where asked for. */
export function listAddresses(
  store: Store,
  customerIds: number[],
  call: Call,
  options: { formFields?: boolean } = {},
): Promise<(Address & Owned)[]> {
  const include: Record<string, string> = options.formFields ? { include: 'formfields' } : {};
  return listParts(store, '/v3/customers/addresses', customerIds, include, call);
}

/** Every attribute value of these customers, also beyond those that an include shows; in order of id. */
export function listAttributeValues(
  store: Store,
  customerIds: number[],
  call: Call,
): Promise<(AttributeValue & Owned)[]> {
  return listParts(store, '/v3/customers/attribute-values', customerIds, {}, call);
}

/**
 * Puts the whole lists of addresses and attribute values in the place of those that an include has cut off. Only customers whose list came
 * back full are asked for, fifty a call.
 * @param options formFields: the addresses carry theirs. @default false
 */
export async function completeParts(
  store: Store,
  customers: Customer[],
  call: Call,
  options: { formFields?: boolean } = {},
): Promise<void> {
  const full = (part: 'addresses' | 'attributes') =>
    customers.filter((customer) => (customer[part]?.length ?? 0) >= mostIncluded);
  const withAddresses = full('addresses');
  const withAttributes = full('attributes');
  const addresses = byCustomer(await listAddresses(store, withAddresses.map(idOf), call, options));
  const attributes = byCustomer(await listAttributeValues(store, withAttributes.map(idOf), call));
  for (const customer of withAddresses) customer.addresses = addresses.get(customer.id) ?? [];
  for (const customer of withAttributes) customer.attributes = attributes.get(customer.id) ?? [];
}

function idOf({ id }: Customer): number {
  return id;
}

function byCustomer<Row extends Owned>(rows: Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ customer_id }) => customer_id);
}

async function listParts<Row>(
  store: Store,
  path: string,
  customerIds: number[],
  more: Record<string, string>,
  call: Call,
): Promise<Row[]> {
  const found: Row[] = [];
  for (const ids of chunksByLength(customerIds.map(String), lookupEmails, lookupCharacters)) {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const query = { 'customer_id:in': ids, ...more, limit: 250, page };
      const reply = await send(store, { method: 'GET', path, query }, call);
      const { data, meta } = readPage<Row>(reply, `${path} could not be listed`);
      found.push(...data);
      pages = meta?.pagination?.total_pages ?? 1;
    }
  }
  return found;
}
