import type { LogEntry } from './commit-log.ts';
import { foldEmail } from './fold-email.ts';
import { IdIndex } from './id-index.ts';
import type { RowTypes, TableName } from './rows.ts';
import { Table } from './table.ts';

export type Tables = { [N in TableName]: Table<RowTypes[N]> };

/** What one request changes, all of it or nothing. */
export type Change = { [N in TableName]?: { put?: RowTypes[N][]; remove?: number[] } };

/** Which request a change came from. */
export type Cause = { request_id: string; caller: string; endpoint: string; late?: true };

export type Store = Tables & {
  byEmail: IdIndex<string>;
  addressesOf: IdIndex<number>;
  attributeValuesOf: IdIndex<number>;
  subscriberByEmail: IdIndex<string>;
  shipmentsOf: IdIndex<number>;
  log: LogEntry[];
  /** Rows made, by caller and kind. */
  createdBy: Record<string, Partial<Record<TableName, number>>>;
};

export function createStore(): Store {
  const byEmail = new IdIndex<string>();
  const addressesOf = new IdIndex<number>();
  const attributeValuesOf = new IdIndex<number>();
  const subscriberByEmail = new IdIndex<string>();
  const shipmentsOf = new IdIndex<number>();
  return {
    customers: new Table({ index: byEmail as IdIndex<string | number>, key: (row) => foldEmail(row.email) }),
    addresses: new Table({ index: addressesOf as IdIndex<string | number>, key: (row) => row.customer_id }),
    attributes: new Table(),
    attribute_values: new Table({
      index: attributeValuesOf as IdIndex<string | number>,
      key: (row) => row.customer_id,
    }),
    subscribers: new Table({
      index: subscriberByEmail as IdIndex<string | number>,
      key: (row) => foldEmail(row.email),
    }),
    customer_groups: new Table(),
    orders: new Table(),
    shipments: new Table({ index: shipmentsOf as IdIndex<string | number>, key: (row) => row.order_id }),
    byEmail,
    addressesOf,
    attributeValuesOf,
    subscriberByEmail,
    shipmentsOf,
    log: [],
    createdBy: Object.create(null),
  };
}

export const TABLE_NAMES: readonly TableName[] = [
  'customers',
  'addresses',
  'attributes',
  'attribute_values',
  'subscribers',
  'customer_groups',
  'orders',
  'shipments',
];

/** Puts a change into the tables; the same code runs for a request and for a journal that is read again. */
export function applyChange(store: Store, change: Change): void {
  for (const name in change) {
    const table = store[name as TableName] as unknown as Table<{ id: number }>;
    const { put, remove } = change[name as TableName]!;
    if (put) for (const row of put) table.put(row);
    if (remove) for (const id of remove) table.remove(id);
  }
}

/** Describes a change that is about to be applied, and counts its rows for the caller. */
export function logChange(store: Store, change: Change, cause: Cause, at: number): LogEntry {
  const entry: LogEntry = { seq: (store.log.at(-1)?.seq ?? 0) + 1, at, ...cause };
  for (const key in change) {
    const name = key as TableName;
    const { put, remove } = change[name]!;
    const created: number[] = [];
    const updated: number[] = [];
    if (put) for (const row of put) (store[name].get(row.id) ? updated : created).push(row.id);
    const deleted = remove?.filter((id) => store[name].get(id));
    if (created.length > 0) entry.created = { ...entry.created, [name]: created };
    if (updated.length > 0) entry.updated = { ...entry.updated, [name]: updated };
    if (deleted && deleted.length > 0) entry.deleted = { ...entry.deleted, [name]: deleted };
  }
  addToLog(store, entry);
  return entry;
}

export function addToLog(store: Store, entry: LogEntry): void {
  store.log.push(entry);
  if (!entry.created) return;
  store.createdBy[entry.caller] ??= {};
  const counts = store.createdBy[entry.caller]!;
  for (const key in entry.created) {
    const name = key as TableName;
    counts[name] = (counts[name] ?? 0) + entry.created[name]!.length;
  }
}

/** Rows that exist, of the kinds that may be many. */
export function livingRows(store: Store): number {
  return (
    store.customers.size +
    store.addresses.size +
    store.attribute_values.size +
    store.subscribers.size +
    store.orders.size
  );
}
