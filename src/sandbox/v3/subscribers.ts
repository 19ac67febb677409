import { type Answer, notFound, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { dateFilter, isoDate } from '../http/dates.ts';
import { listPage } from '../http/pages.ts';
import { allowFilters, type Query, readId, readIds } from '../http/query.ts';
import { badLength, type Field, type Item, readFields, text } from '../http/read-items.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Subscriber } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

const DELETE_FILTERS = new Set([
  'email',
  'first_name',
  'last_name',
  'source',
  'order_id',
  'date_created',
  'date_modified',
]);
const FILTERS = new Set([
  ...DELETE_FILTERS,
  ...['date_created:min', 'date_created:max', 'date_modified:min', 'date_modified:max', 'page', 'limit', 'id', 'id:in'],
]);
const FIELDS: readonly Field[] = [
  { name: 'email', type: 'string', length: [3, 255] },
  { name: 'first_name', type: 'string', length: [0, 255] },
  { name: 'last_name', type: 'string', length: [0, 255] },
  { name: 'source', type: 'string', length: [0, 255] },
  { name: 'order_id', type: 'number' },
  { name: 'channel_id', type: 'number' },
  { name: 'consents', type: 'array' },
];
const POST_FIELDS: readonly Field[] = [{ ...FIELDS[0]!, required: true }, ...FIELDS.slice(1)];
const CONSENTS = ['marketing_newsletter', 'abandoned_cart'];

export function getSubscribers({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  return { status: 200, json: listPage(find(store, query), query, subscriberView) };
}

export function getSubscriber({ store, ids }: Call): Answer {
  return { status: 200, json: { data: subscriberView(existing(store, ids[0]!)), meta: {} } };
}

export function createSubscriber({ store, body, now, commit }: Call): Answer {
  const item = readFields(body, POST_FIELDS);
  const row = change(item, undefined, store.subscribers.lastId + 1, now, 'Create subscriber failed.');
  refuseTaken(store, row);
  commit({ subscribers: { put: [row] } });
  return { status: 200, json: { data: subscriberView(row), meta: {} } };
}

export function updateSubscriber({ store, body, ids, now, commit }: Call): Answer {
  const before = existing(store, ids[0]!);
  const row = change(readFields(body, FIELDS), before, before.id, now, 'Update subscriber failed.');
  refuseTaken(store, row);
  commit({ subscribers: { put: [row] } });
  return { status: 200, json: { data: subscriberView(row), meta: {} } };
}

export function deleteSubscriber({ store, ids, commit }: Call): Answer {
  commit({ subscribers: { remove: [existing(store, ids[0]!).id] } });
  return { status: 204 };
}

/** Without a filter this deletes every subscriber of the store, as documented. */
export function deleteSubscribers({ store, query, commit }: Call): Answer {
  allowFilters(query, DELETE_FILTERS);
  const ids = find(store, query).map((row) => row.id);
  if (ids.length > 0) commit({ subscribers: { remove: ids } });
  return { status: 204 };
}

function find(store: Store, query: Query): Subscriber[] {
  const email = query.get('email');
  const ids = readIds(query, 'id:in');
  const id = readId(query, 'id');
  const orderId = readId(query, 'order_id');
  const created = dateFilter(query, 'date_created');
  const modified = dateFilter(query, 'date_modified');
  const rows =
    email === undefined
      ? [...store.subscribers]
      : store.subscriberByEmail.get(foldEmail(email)).map((one) => store.subscribers.get(one)!);
  return rows.filter(
    (row) =>
      (ids?.includes(row.id) ?? true) &&
      (id === undefined || row.id === id) &&
      (orderId === undefined || row.order_id === orderId) &&
      (['first_name', 'last_name', 'source'] as const).every(
        (name) => !query.has(name) || row[name].toLowerCase() === query.get(name)!.toLowerCase(),
      ) &&
      (created?.(row.created) ?? true) &&
      (modified?.(row.modified) ?? true),
  );
}

function existing(store: Store, id: number): Subscriber {
  return store.subscribers.get(id) ?? notFound();
}

/** Where a POST names none: source is `custom`, channel 1, no consent. Our choice. */
function change(item: Item, before: Subscriber | undefined, id: number, now: number, title: string): Subscriber {
  const length = badLength(item, FIELDS);
  if (length) refuse(422, title, { [length[0]]: length[1] });
  const email = text(item, 'email', before?.email).trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuse(422, title, { email: 'invalid email' });
  const consents = (item.consents as string[] | null | undefined) ?? before?.consents ?? [];
  if (!consents.every((consent) => CONSENTS.includes(consent)))
    refuse(422, title, { consents: `must be of ${CONSENTS.join(', ')}` });
  return {
    id,
    email,
    first_name: text(item, 'first_name', before?.first_name),
    last_name: text(item, 'last_name', before?.last_name),
    source: text(item, 'source', before?.source ?? 'custom'),
    order_id: (item.order_id as number | undefined) ?? before?.order_id ?? null,
    channel_id: (item.channel_id as number | undefined) ?? before?.channel_id ?? 1,
    consents: [...new Set(consents)],
    created: before?.created ?? now,
    modified: now,
  };
}

/** The 409 is documented; its texts are our choice. */
function refuseTaken(store: Store, row: Subscriber): void {
  if (store.subscriberByEmail.get(foldEmail(row.email)).some((id) => id !== row.id)) {
    refuse(409, 'The subscriber already exists.', { email: `email ${row.email} already in use` });
  }
}

function subscriberView(row: Subscriber): Record<string, unknown> {
  const { created, modified, ...fields } = row;
  return { ...fields, date_created: isoDate(created), date_modified: isoDate(modified) };
}
