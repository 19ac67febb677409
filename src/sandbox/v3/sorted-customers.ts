import { inOrder } from '../store/in-order.ts';
import type { Customer } from '../store/rows.ts';
import { Table } from '../store/table.ts';

const VALUES: Readonly<Record<string, (row: Customer) => number | string>> = {
  date_created: (row) => row.created,
  date_modified: (row) => row.modified,
  last_name: (row) => row.last_name.toLowerCase(),
};

type Sorted = { version: number; sort: string; rows: readonly Customer[] };

/** The last sorted table, so that walking its pages does not sort it for each. */
const remembered = new WeakMap<Table<Customer>, Sorted>();

export function isCustomerSort(sort: string): boolean {
  const [field, direction] = sort.split(':');
  return Object.hasOwn(VALUES, field!) && (direction === 'asc' || direction === 'desc');
}

/** In the order asked for; equals by id. */
export function sortedCustomers(rows: Table<Customer> | readonly Customer[], sort: string): readonly Customer[] {
  if (!(rows instanceof Table)) return sortBy([...rows], sort);
  const last = remembered.get(rows);
  if (last?.version === rows.version && last.sort === sort) return last.rows;
  const sorted = sortBy([...rows], sort);
  remembered.set(rows, { version: rows.version, sort, rows: sorted });
  return sorted;
}

function sortBy(rows: Customer[], sort: string): Customer[] {
  const [field, direction] = sort.split(':');
  return inOrder(rows, VALUES[field!]!, direction);
}
