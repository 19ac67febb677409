import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { cursorPagination, decodeCursor, pageOf, pagination, readPaging } from '../http/pages.ts';
import { allowFilters, readId } from '../http/query.ts';
import { type Field, readItems } from '../http/read-items.ts';
import type { Address, Customer } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';
import { formFieldsView, isFormField, mergeFormFields } from './form-fields.ts';

// field_type is refused: the sandbox knows no types of form fields.
const FILTERS = new Set(['page', 'limit', 'customer_id', 'address_id', 'field_name', 'after', 'before']);
const PUT_FIELDS: readonly Field[] = [
  { name: 'name', type: 'string', required: true },
  { name: 'customer_id', type: 'number' },
  { name: 'address_id', type: 'number' },
];

/** Values of customers first, then of addresses; a cursor here is a position in that list. */
export function getFormFieldValues({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  const paging = readPaging(query);
  const name = query.get('field_name');
  const values = collect(store, readId(query, 'customer_id'), readId(query, 'address_id')).filter(
    (value) => name === undefined || value.name === name,
  );
  const byCursor = paging.after !== undefined || paging.before !== undefined;
  let start = (paging.page - 1) * paging.limit;
  if (paging.after !== undefined) start = decodeCursor(paging.after);
  if (paging.before !== undefined) start = Math.max(0, decodeCursor(paging.before) - 1 - paging.limit);
  const end = paging.before === undefined ? start + paging.limit : Math.max(0, decodeCursor(paging.before) - 1);
  const data = byCursor ? values.slice(start, end) : pageOf(values, paging);
  const meta: Record<string, unknown> = {};
  if (!byCursor) meta.pagination = pagination(values.length, data.length, paging);
  if (byCursor || paging.page === 1) {
    const positions = data.map((_, offset) => start + offset + 1);
    meta.cursor_pagination = cursorPagination(positions, paging.limit, {
      before: start > 0,
      after: end < values.length,
    });
  }
  return { status: 200, json: { data, meta } };
}

function collect(store: Store, customerId: number | undefined, addressId: number | undefined): { name: string }[] {
  const values: unknown[] = [];
  const one = <R>(row: R | undefined): R[] => (row ? [row] : []);
  const customers =
    customerId === undefined ? (addressId === undefined ? store.customers : []) : one(store.customers.get(customerId));
  const addresses =
    addressId === undefined ? (customerId === undefined ? store.addresses : []) : one(store.addresses.get(addressId));
  for (const row of customers) values.push(...formFieldsView(row.form_fields, { customer_id: row.id }));
  for (const row of addresses) values.push(...formFieldsView(row.form_fields, { address_id: row.id }));
  return values as { name: string }[];
}

export function upsertFormFieldValues({ store, body, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['PUT /v3/customers/form-field-values'];
  const items = readItems(body, PUT_FIELDS);
  const customers = new Map<number, Customer>();
  const addresses = new Map<number, Address>();
  for (const [index, item] of items.entries()) {
    const { customer_id: customerId, address_id: addressId } = item;
    if (!isFormField(item)) return refuse(422, title, { [`${index}.value`]: 'a form field has a value' });
    const field = [{ name: item.name, value: item.value }];
    if (typeof customerId === 'number') {
      const row = customers.get(customerId) ?? store.customers.get(customerId);
      if (!row) return refuse(422, title, { [`${index}.customer_id`]: 'invalid customer ID' });
      customers.set(row.id, { ...row, form_fields: mergeFormFields(row.form_fields, field) });
    } else {
      const row = addresses.get(addressId as number) ?? store.addresses.get(addressId as number);
      if (!row) return refuse(422, title, { [`${index}.address_id`]: 'invalid address ID' });
      addresses.set(row.id, { ...row, form_fields: mergeFormFields(row.form_fields, field) });
    }
  }
  commit({
    ...(customers.size > 0 && { customers: { put: [...customers.values()] } }),
    ...(addresses.size > 0 && { addresses: { put: [...addresses.values()] } }),
  });
  return { status: 200, json: { data: items, meta: {} } };
}
