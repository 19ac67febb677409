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
  if (!(rows instanceof Table)) return inOrder([...rows], sort);
  const last = remembered.get(rows);
  if (last?.version === rows.version && last.sort === sort) return last.rows;
  const sorted = inOrder([...rows], sort);
  remembered.set(rows, { version: rows.version, sort, rows: sorted });
  return sorted;
}

function inOrder(rows: Customer[], sort: string): Customer[] {
  const [field, direction] = sort.split(':');
  const value = VALUES[field!]!;
  const sign = direction === 'desc' ? -1 : 1;
  return rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    return x === y ? a.id - b.id : x < y ? -sign : sign;
  });
}
