import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { dateFilter, isoDate } from '../http/dates.ts';
import { listPage } from '../http/pages.ts';
import { allowFilters, readIds } from '../http/query.ts';
import { badLength, type Field, readItems } from '../http/read-items.ts';
import type { Attribute } from '../store/rows.ts';
import type { Change } from '../store/store.ts';
import { BATCH_REFUSALS } from './batch-refusals.ts';

// There is no id:in: the API refuses it here.
const FILTERS = new Set([
  ...['page', 'limit', 'name', 'name:like', 'type', 'date_created', 'date_created:min', 'date_created:max'],
  ...['date_modified', 'date_modified:min', 'date_modified:max'],
]);
const NAME: Field = { name: 'name', type: 'string', required: true, length: [1, 255] };
const POST_FIELDS: readonly Field[] = [NAME, { name: 'type', type: 'string', required: true }];
const PUT_FIELDS: readonly Field[] = [NAME, { name: 'id', type: 'number', required: true }];
const TYPES = ['string', 'number', 'date'];
const MAX_ATTRIBUTES = 50;

export function getAttributes({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  const name = query.get('name')?.toLowerCase();
  const like = query.get('name:like')?.toLowerCase();
  const type = query.get('type');
  const created = dateFilter(query, 'date_created');
  const modified = dateFilter(query, 'date_modified');
  const rows = [...store.attributes].filter(
    (row) =>
      (name === undefined || row.name.toLowerCase() === name) &&
      (like === undefined || row.name.toLowerCase().includes(like)) &&
      (type === undefined || row.type === type) &&
      (created?.(row.created) ?? true) &&
      (modified?.(row.modified) ?? true),
  );
  return { status: 200, json: listPage(rows, query, attributeView) };
}

/** A name is given once per store: our choice. The most of 50 attributes is documented, the error's text is not. */
export function createAttributes({ store, body, now, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['POST /v3/customers/attributes'];
  const items = readItems(body, POST_FIELDS);
  const rows: Attribute[] = [];
  items.forEach((item, index) => {
    const fail = (field: string, text: string): never => refuse(422, title, { [`${index}.${field}`]: text });
    const length = badLength(item, POST_FIELDS);
    if (length) fail(length[0], length[1]);
    if (!TYPES.includes(item.type as string)) fail('type', 'type must be string, number or date');
    const name = item.name as string;
    if (isTaken([...store.attributes, ...rows], name)) fail('name', `attribute ${name} already exists`);
    rows.push({
      id: store.attributes.lastId + 1 + rows.length,
      name,
      type: item.type as string,
      created: now,
      modified: now,
    });
  });
  if (store.attributes.size + rows.length > MAX_ATTRIBUTES) {
    refuse(422, title, { '.attribute_create': `A store cannot have more than ${MAX_ATTRIBUTES} customer attributes` });
  }
  commit({ attributes: { put: rows } });
  return { status: 200, json: { data: rows.map(attributeView), meta: {} } };
}

/** Renames; the type never changes. */
export function updateAttributes({ store, body, now, commit }: Call): Answer {
  const { title } = BATCH_REFUSALS['PUT /v3/customers/attributes'];
  const changed = new Map<number, Attribute>();
  readItems(body, PUT_FIELDS).forEach((item, index) => {
    const fail = (field: string, text: string): never => refuse(422, title, { [`${index}.${field}`]: text });
    const before = store.attributes.get(item.id as number) ?? fail('id', 'invalid attribute ID');
    const length = badLength(item, PUT_FIELDS);
    if (length) fail(length[0], length[1]);
    const name = item.name as string;
    const others = [...store.attributes].filter((row) => row.id !== before.id);
    if (
      isTaken(
        others.map((row) => changed.get(row.id) ?? row),
        name,
      )
    )
      fail('name', `attribute ${name} already exists`);
    changed.set(before.id, { ...before, name, modified: now });
  });
  const rows = [...changed.values()];
  commit({ attributes: { put: rows } });
  return { status: 200, json: { data: rows.map(attributeView), meta: {} } };
}

function isTaken(rows: readonly Attribute[], name: string): boolean {
  return rows.some((row) => row.name.toLowerCase() === name.toLowerCase());
}

/** Deletes the values with the attribute. */
export function deleteAttributes({ store, query, commit }: Call): Answer {
  allowFilters(query, new Set(['id:in']));
  const ids = (readIds(query, 'id:in') ?? []).filter((id) => store.attributes.get(id));
  if (ids.length > 0) {
    const change: Change = { attributes: { remove: ids } };
    const values = [...store.attribute_values]
      .filter((value) => ids.includes(value.attribute_id))
      .map((value) => value.id);
    if (values.length > 0) change.attribute_values = { remove: values };
    commit(change);
  }
  return { status: 204 };
}

function attributeView(row: Attribute): Record<string, unknown> {
  const { id, name, type, created, modified } = row;
  return { id, name, type, date_created: isoDate(created), date_modified: isoDate(modified) };
}
