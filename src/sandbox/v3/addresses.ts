import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { listPage } from '../http/pages.ts';
import { allowFilters, readIds, readList } from '../http/query.ts';
import { readItems } from '../http/read-items.ts';
import type { Address } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { addressKey, newAddress, POST_ADDRESS_FIELDS, PUT_ADDRESS_FIELDS } from './address-fields.ts';
import { addressView } from './address-view.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';

const FILTERS = new Set(['page', 'limit', 'company:in', 'name:in', 'customer_id:in', 'id:in', 'include']);
const DELETE_FILTERS = new Set(['id:in']);

export function getAddresses({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  const include = query.get('include');
  if (include !== undefined && include !== 'formfields') {
    refuse(422, 'The include parameter is not valid.', { include: `cannot include ${include}` });
  }
  const ids = readIds(query, 'id:in');
  const owners = readIds(query, 'customer_id:in');
  let rows: Address[];
  if (ids) rows = ids.map((id) => store.addresses.get(id)).filter((row) => row !== undefined);
  else if (owners) rows = owners.flatMap((id) => addressesOf(store, id));
  else rows = [...store.addresses];
  if (ids && owners) rows = rows.filter((row) => owners.includes(row.customer_id));
  const companies = readList(query, 'company:in')?.map((text) => text.toLowerCase());
  if (companies) rows = rows.filter((row) => companies.includes(row.company.toLowerCase()));
  const names = readList(query, 'name:in')?.map((text) => text.toLowerCase());
  if (names) rows = rows.filter((row) => names.includes(`${row.first_name} ${row.last_name}`.toLowerCase()));
  rows = [...new Set(rows)].sort((a, b) => a.id - b.id);
  return { status: 200, json: listPage(rows, query, (row) => addressView(row, include === 'formfields')) };
}

/** An address that the customer already has changes nothing and is absent from the 200. */
export function createAddresses({ store, body, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['POST /v3/customers/addresses'];
  const items = readItems(body, POST_ADDRESS_FIELDS);
  const taken = new Set<string>();
  const made: Address[] = [];
  items.forEach((item, index) => {
    const fail = (field: string, text: string): never => refuse(422, title, { [`${index}.${field}`]: text });
    const customerId = item.customer_id as number;
    if (!store.customers.get(customerId)) fail('customer_id', 'invalid customer ID');
    const row = newAddress(item, store.addresses.lastId + 1 + made.length, customerId, fail);
    const key = addressKey(row);
    if (taken.has(key) || addressesOf(store, customerId).some((other) => addressKey(other) === key)) return;
    taken.add(key);
    made.push(row);
  });
  if (made.length > 0) commit({ addresses: { put: made } });
  return { status: 200, json: { data: made.map((row) => addressView(row, row.form_fields !== null)), meta: {} } };
}

/** An address that would become equal to another one stays as it was and is absent from the 200. */
export function updateAddresses({ store, body, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['PUT /v3/customers/addresses'];
  const items = readItems(body, PUT_ADDRESS_FIELDS);
  const changed = new Map<number, Address>();
  items.forEach((item, index) => {
    const fail = (field: string, text: string): never => refuse(422, title, { [`${index}.${field}`]: text });
    const id = item.id as number;
    const before = changed.get(id) ?? store.addresses.get(id) ?? fail('id', 'invalid address ID');
    const row = newAddress(item, id, before.customer_id, fail, before);
    const key = addressKey(row);
    const others = addressesOf(store, row.customer_id).map((other) => changed.get(other.id) ?? other);
    if (!others.some((other) => other.id !== id && addressKey(other) === key)) changed.set(id, row);
  });
  const rows = [...changed.values()];
  if (rows.length > 0) commit({ addresses: { put: rows } });
  return { status: 200, json: { data: rows.map((row) => addressView(row, row.form_fields !== null)), meta: {} } };
}

export function deleteAddresses({ store, query, commit }: Call): Answer {
  allowFilters(query, DELETE_FILTERS);
  const ids = (readIds(query, 'id:in') ?? []).filter((id) => store.addresses.get(id));
  if (ids.length > 0) commit({ addresses: { remove: ids } });
  return { status: 204 };
}

function addressesOf(store: Store, customerId: number): Address[] {
  return store.addressesOf.get(customerId).map((id) => store.addresses.get(id)!);
}
