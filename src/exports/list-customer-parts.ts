import { refusalError } from '../bigcommerce/error-body.ts';
import type { Address, AttributeValue, Call, Store } from '../bigcommerce/index.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from '../bigcommerce/index.ts';
import { send } from '../bigcommerce/send.ts';

/** Addresses and attribute values that an include of GET /v3/customers shows of a customer at most. */
export const mostIncluded = 10;

type Owned = { customer_id: number };

/** Every address of these customers, with its form fields, also beyond those that an include shows; in order of id. */
export function listAllAddresses(store: Store, customerIds: number[], call: Call): Promise<(Address & Owned)[]> {
  return listParts(store, '/v3/customers/addresses', customerIds, { include: 'formfields' }, call);
}

/** Every attribute value of these customers, also beyond those that an include shows; in order of id. */
export function listAllAttributeValues(
  store: Store,
  customerIds: number[],
  call: Call,
): Promise<(AttributeValue & Owned)[]> {
  return listParts(store, '/v3/customers/attribute-values', customerIds, {}, call);
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
      if (reply.status !== 200) throw refusalError(reply, `${path} could not be listed`);
      const { data, meta } = reply.json as { data: Row[]; meta?: { pagination?: { total_pages?: number } } };
      found.push(...data);
      pages = meta?.pagination?.total_pages ?? 1;
    }
  }
  return found;
}
