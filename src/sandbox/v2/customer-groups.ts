import { type Answer, legacyList, refuseLegacy } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { isoDate, legacyDateFilter } from '../http/dates.ts';
import { pageOf, readLegacyPaging } from '../http/pages.ts';
import { allowLegacyFilters, type Query } from '../http/query.ts';
import type { Customer, CustomerGroup } from '../store/rows.ts';
import type { Change, Store } from '../store/store.ts';
import { readLegacyItem } from './read-legacy-item.ts';

const FILTERS = new Set([
  ...[
    'page',
    'limit',
    'name',
    'name:like',
    'is_default',
    'is_group_for_guests',
    'date_created',
    'date_created:min',
    'date_created:max',
  ],
  ...['date_modified', 'date_modified:min', 'date_modified:max'],
]);

/** A bare array, 204 when there is none: the latter is our choice, after the V2 orders. */
export function getCustomerGroups({ store, query }: Call): Answer {
  allowLegacyFilters(query, FILTERS);
  const name = query.get('name')?.toLowerCase();
  const like = query.get('name:like')?.replaceAll('%', '').toLowerCase();
  const isDefault = readFlag(query, 'is_default');
  const forGuests = readFlag(query, 'is_group_for_guests');
  const created = legacyDateFilter(query, 'date_created');
  const modified = legacyDateFilter(query, 'date_modified');
  const rows = [...store.customer_groups].filter(
    (row) =>
      (name === undefined || row.name.toLowerCase() === name) &&
      (like === undefined || row.name.toLowerCase().includes(like)) &&
      (isDefault === undefined || row.is_default === isDefault) &&
      (forGuests === undefined || row.is_group_for_guests === forGuests) &&
      (created?.(row.created) ?? true) &&
      (modified?.(row.modified) ?? true),
  );
  return legacyList(pageOf(rows, readLegacyPaging(query)).map(groupView));
}

export function countCustomerGroups({ store }: Call): Answer {
  return { status: 200, json: { count: store.customer_groups.size } };
}

export function getCustomerGroup({ store, ids }: Call): Answer {
  return { status: 200, json: groupView(existing(store, ids[0]!)) };
}

export function createCustomerGroup({ store, body, now, commit }: Call): Answer {
  const row = change(body, undefined, store.customer_groups.lastId + 1, now);
  commit({ customer_groups: { put: [row, ...noLongerDefault(store, row)] } });
  return { status: 200, json: groupView(row) };
}

export function updateCustomerGroup({ store, body, ids, now, commit }: Call): Answer {
  const before = existing(store, ids[0]!);
  const row = change(body, before, before.id, now);
  commit({ customer_groups: { put: [row, ...noLongerDefault(store, row)] } });
  return { status: 200, json: groupView(row) };
}

/** Its customers are then in no group. */
export function deleteCustomerGroup({ store, ids, commit }: Call): Answer {
  const { id } = existing(store, ids[0]!);
  const members: Customer[] = [];
  for (const row of store.customers) if (row.customer_group_id === id) members.push({ ...row, customer_group_id: 0 });
  const removal: Change = { customer_groups: { remove: [id] } };
  if (members.length > 0) removal.customers = { put: members };
  commit(removal);
  return { status: 204 };
}

function existing(store: Store, id: number): CustomerGroup {
  return store.customer_groups.get(id) ?? refuseLegacy(404, 'The requested resource was not found.');
}

/** Texts of the errors are our choice. Discount rules and category access are kept as sent. */
function change(body: unknown, before: CustomerGroup | undefined, id: number, now: number): CustomerGroup {
  const item: Partial<CustomerGroup> = readLegacyItem(body);
  const name = item.name ?? before?.name;
  if (typeof name !== 'string' || name.trim() === '') return refuseLegacy(400, "The field 'name' is required.");
  return {
    id,
    name,
    is_default: readBoolean(item.is_default) ?? before?.is_default ?? false,
    is_group_for_guests: readBoolean(item.is_group_for_guests) ?? before?.is_group_for_guests ?? false,
    category_access: item.category_access ?? before?.category_access ?? { type: 'all' },
    discount_rules: readRules(item.discount_rules) ?? before?.discount_rules ?? [],
    created: before?.created ?? now,
    modified: now,
  };
}

function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function readRules(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** There is one default group at most, and one for guests. */
function noLongerDefault(store: Store, row: CustomerGroup): CustomerGroup[] {
  const others: CustomerGroup[] = [];
  for (const other of store.customer_groups) {
    if (other.id === row.id) continue;
    const is_default = other.is_default && !row.is_default;
    const is_group_for_guests = other.is_group_for_guests && !row.is_group_for_guests;
    if (is_default !== other.is_default || is_group_for_guests !== other.is_group_for_guests) {
      others.push({ ...other, is_default, is_group_for_guests });
    }
  }
  return others;
}

function readFlag(query: Query, name: string): boolean | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return refuseLegacy(400, `The field '${name}' is invalid.`);
}

function groupView(row: CustomerGroup): Record<string, unknown> {
  const { created, modified, ...fields } = row;
  return { ...fields, date_created: groupDate(created), date_modified: groupDate(modified) };
}

/** `2023-07-17 06:30:41`, as this resource alone writes dates. */
function groupDate(second: number): string {
  return isoDate(second).slice(0, 19).replace('T', ' ');
}
