import {
  type CallOptions,
  type Customer,
  completeParts,
  type Order,
  type Store,
  startCall,
  walkCustomers,
  walkOrders,
} from '../bigcommerce/index.ts';
import { partsOf } from './customer-filters.ts';
import { filtersWithGroup } from './filters-with-group.ts';
import { showOrders } from './find-orders.ts';
import { getCustomers } from './get-customers.ts';
import { getOrders } from './get-orders.ts';
import { orderFilters } from './order-filters.ts';
import { readParams } from './read-params.ts';

/**
 * Every customer that matches, page by page and without a bound, by cursor: rows that come or go meanwhile shift nothing. limit and
 * page are left aside, and so is sort, which `byField` does once all are there.
 * @param raw parameters of the get node, as a host or a person gave them
 * @throws {RollcallError}
 */
export async function* eachCustomer(store: Store, raw: unknown, options: CallOptions = {}): AsyncGenerator<Customer[]> {
  const params = readParams(getCustomers, raw);
  const { query, lists } = await filtersWithGroup(store, params, options);
  const call = startCall(store, options);
  const parts = partsOf(lists);
  // Two spellings of one email may stand in two parts.
  const given = new Set<number>();
  for (const part of parts)
    for await (const page of walkCustomers(store, { ...query, ...part }, call)) {
      const rows = page.filter(({ id }) => !given.has(id));
      if (parts.length > 1) for (const { id } of rows) given.add(id);
      await completeParts(store, rows, call, { formFields: params.include_form_fields });
      if (rows.length > 0) yield rows;
    }
}

/**
 * Every order that matches, with the parts that are asked for, page by page and without a bound, by id.
 * @param raw parameters of the get node, as a host or a person gave them
 * @throws {RollcallError}
 */
export async function* eachOrder(store: Store, raw: unknown, options: CallOptions = {}): AsyncGenerator<Order[]> {
  const params = readParams(getOrders, { ...(raw as object), all: true });
  const call = startCall(store, options);
  for await (const orders of walkOrders(store, orderFilters(params), call))
    yield await showOrders(store, orders, params, call);
}
