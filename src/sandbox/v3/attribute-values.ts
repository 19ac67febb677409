import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { dateFilter, isoDate, parseDate } from '../http/dates.ts';
import { listPage } from '../http/pages.ts';
import { allowFilters, readIds } from '../http/query.ts';
import { type Field, readItems } from '../http/read-items.ts';
import type { AttributeValue } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';

const FILTERS = new Set([
  ...[
    'page',
    'limit',
    'customer_id:in',
    'attribute_id:in',
    'name',
    'date_created',
    'date_created:min',
    'date_created:max',
  ],
  ...['date_modified', 'date_modified:min', 'date_modified:max'],
]);
const PUT_FIELDS: readonly Field[] = [
  { name: 'attribute_id', type: 'number', required: true },
  { name: 'value', type: 'string', required: true },
  { name: 'customer_id', type: 'number', required: true },
  { name: 'id', type: 'number' },
];

export function getAttributeValues({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  const customers = readIds(query, 'customer_id:in');
  const attributes = readIds(query, 'attribute_id:in');
  const name = query.get('name')?.toLowerCase();
  const created = dateFilter(query, 'date_created');
  const modified = dateFilter(query, 'date_modified');
  const all = customers
    ? [...new Set(customers)]
        .flatMap((id) => store.attributeValuesOf.get(id))
        .map((id) => store.attribute_values.get(id)!)
    : [...store.attribute_values];
  const rows = all.filter(
    (row) =>
      (attributes?.includes(row.attribute_id) ?? true) &&
      (name === undefined || store.attributes.get(row.attribute_id)?.name.toLowerCase() === name) &&
      (created?.(row.created) ?? true) &&
      (modified?.(row.modified) ?? true),
  );
  rows.sort((a, b) => a.id - b.id);
  return { status: 200, json: listPage(rows, query, attributeValueView) };
}

/** One value per customer and attribute: made where there is none, else changed. */
export function upsertAttributeValues({ store, body, now, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['PUT /v3/customers/attribute-values'];
  const rows = new Map<string, AttributeValue>();
  let nextId = store.attribute_values.lastId + 1;
  readItems(body, PUT_FIELDS).forEach((item, index) => {
    const customer_id = item.customer_id as number;
    const attribute_id = item.attribute_id as number;
    const value = item.value as string;
    if (!store.customers.get(customer_id)) refuse(422, title, { [`${index}.customer_id`]: 'invalid customer ID' });
    const wrong = checkAttributeValue(store, attribute_id, value);
    if (wrong)
      refuse(422, title, { [`${index}.${wrong.field === 'attribute_value' ? 'value' : wrong.field}`]: wrong.text });
    const key = `${customer_id} ${attribute_id}`;
    const before = rows.get(key) ?? find(store, customer_id, attribute_id);
    rows.set(
      key,
      before
        ? { ...before, value, modified: now }
        : { id: nextId++, customer_id, attribute_id, value, created: now, modified: now },
    );
  });
  commit({ attribute_values: { put: [...rows.values()] } });
  return { status: 200, json: { data: [...rows.values()].map(attributeValueView), meta: {} } };
}

export function deleteAttributeValues({ store, query, commit }: Call): Answer {
  allowFilters(query, new Set(['id:in']));
  const ids = (readIds(query, 'id:in') ?? []).filter((id) => store.attribute_values.get(id));
  if (ids.length > 0) commit({ attribute_values: { remove: ids } });
  return { status: 204 };
}

function find(store: Store, customerId: number, attributeId: number): AttributeValue | undefined {
  for (const id of store.attributeValuesOf.get(customerId)) {
    const row = store.attribute_values.get(id)!;
    if (row.attribute_id === attributeId) return row;
  }
  return undefined;
}

/**
 * What is wrong with a value, if anything. A value is always text; that a number attribute takes digits only, a date attribute a date, and
 * both an empty text, is our choice.
 */
export function checkAttributeValue(
  store: Store,
  attributeId: unknown,
  value: unknown,
): { field: 'attribute_id' | 'attribute_value'; text: string } | undefined {
  const attribute = typeof attributeId === 'number' ? store.attributes.get(attributeId) : undefined;
  if (!attribute) return { field: 'attribute_id', text: 'invalid attribute ID' };
  if (typeof value !== 'string') return { field: 'attribute_value', text: 'a value is text' };
  if (value.length > 255) return { field: 'attribute_value', text: 'a value has at most 255 characters' };
  if (value === '') return undefined;
  if (attribute.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value))
    return { field: 'attribute_value', text: 'not a number' };
  if (attribute.type === 'date' && parseDate(value) === undefined)
    return { field: 'attribute_value', text: 'not a date' };
  return undefined;
}

export function attributeValueView(row: AttributeValue): Record<string, unknown> {
  return {
    id: row.id,
    customer_id: row.customer_id,
    attribute_id: row.attribute_id,
    attribute_value: row.value,
    date_created: isoDate(row.created),
    date_modified: isoDate(row.modified),
  };
}
