import {
  type CustomerFilters,
  customerFilters,
  filterParams,
  getCustomers,
  getOrders,
  type OrderFilters,
  orderFilters,
  readParams,
} from '../nodes/index.ts';

/** Filters as they were understood, and the query that they come to. */
export type ReadFilters<Query> = { given: Record<string, unknown>; query: Query };

/** @throws {RollcallError} invalid_params, email_not_searchable */
export function readCustomerFilters(raw: Record<string, unknown> = {}): ReadFilters<CustomerFilters> {
  // The node has parameters that are no filters, and rules over those that are.
  const given = readParams({ params: filterParams.customers, rules: [] }, raw);
  return { given, query: customerFilters(readParams(getCustomers, raw)) };
}

/** @throws {RollcallError} invalid_params */
export function readOrderFilters(raw: Record<string, unknown> = {}): ReadFilters<OrderFilters> {
  const given = readParams({ params: filterParams.orders, rules: [] }, raw);
  return { given, query: orderFilters(readParams(getOrders, raw)) };
}
