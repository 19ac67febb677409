import {
  type Call,
  type Customer,
  type CustomerPage,
  listCustomers,
  RollcallError,
  type Store,
} from '../bigcommerce/index.ts';
import { type CustomerFilters, partsOf } from './customer-filters.ts';

/** Rows that one answer may hold. */
export const mostResults = 10_000;

/** Every customer that matches, by cursor, so that rows that come or go meanwhile shift nothing. */
export async function allCustomers(
  store: Store,
  { query, lists }: CustomerFilters,
  sort: string | undefined,
  call: Call,
): Promise<CustomerPage> {
  const found = new Map<number, Customer>();
  for (const part of partsOf(lists)) {
    let after: string | undefined;
    do {
      const page: CustomerPage = await listCustomers(store, { ...query, ...part, limit: 250, after }, call);
      if (found.size + (after === undefined ? (page.total ?? 0) : page.customers.length) > mostResults)
        throw tooMany('customers');
      for (const customer of page.customers) found.set(customer.id, customer);
      after = page.next;
    } while (after !== undefined);
  }
  const customers = [...found.values()];
  if (sort) customers.sort(byField(sort));
  return { customers, total: customers.length, totalPages: 1, currentPage: 1 };
}

export function tooMany(what: 'customers' | 'orders'): RollcallError {
  return new RollcallError(
    'too_many_results',
    `More than ${mostResults} ${what} match, and one answer holds no more. Narrow the filters, or run: rollcall export ${what}`,
  );
}

/** Compares as the API sorts: `last_name:desc`. */
export function byField(sort: string): (a: Customer, b: Customer) => number {
  const [field = '', direction] = sort.split(':');
  const sign = direction === 'desc' ? -1 : 1;
  return (a, b) => sign * String(a[field] ?? '').localeCompare(String(b[field] ?? '')) || a.id - b.id;
}
