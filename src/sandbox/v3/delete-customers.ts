import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { allowFilters, readIds } from '../http/query.ts';
import type { Change } from '../store/store.ts';

const FILTERS = new Set(['id:in']);

/**
 * DELETE /v3/customers?id:in=4,5. Without the filter nothing is deleted, and the answer is the same 204. Addresses and attribute values go with
 * their customer; orders and subscribers stay.
 */
export function deleteCustomers({ store, query, commit }: Call): Answer {
  allowFilters(query, FILTERS);
  const ids = (readIds(query, 'id:in') ?? []).filter((id) => store.customers.get(id));
  if (ids.length > 0) {
    const change: Change = { customers: { remove: ids } };
    const addresses = ids.flatMap((id) => store.addressesOf.get(id));
    const values = ids.flatMap((id) => store.attributeValuesOf.get(id));
    if (addresses.length > 0) change.addresses = { remove: addresses };
    if (values.length > 0) change.attribute_values = { remove: values };
    commit(change);
  }
  return { status: 204 };
}
