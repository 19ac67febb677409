import type { CallOptions, Customer, Order, Store } from '../../../src/bigcommerce/index.ts';
import { byField, eachCustomer, eachOrder, runNode } from '../../../src/nodes/index.ts';
import type { Operation } from './operations.mts';
import type { ItemRun } from './read-item.ts';

/** BigCommerce gives no more in one call. */
const largestPage = 250;

/** The customers, orders or groups that an item asks for; with Full Response the contract's object. @throws {RollcallError} */
export async function readList(operation: Operation, store: Store, run: ItemRun, call: CallOptions): Promise<object[]> {
  const { params, isFull, returnAll, limit } = run;
  const { output, definition } = operation;
  if (isFull) {
    const pages = returnAll && output !== 'groups' ? { all: true } : { limit: returnAll ? largestPage : limit };
    return [(await runNode(definition, store, { ...params, ...pages }, call)) as object];
  }
  if (returnAll && output === 'customers') return readCustomers(store, params, call);
  // BigCommerce lists orders by id or in the order that was asked for, not both.
  if (returnAll && output === 'orders' && !params.sort) return collect(eachOrder(store, params, call));
  // A page that was asked for is that page; else pages are read until there are enough.
  const most = returnAll ? Number.POSITIVE_INFINITY : limit;
  if (params.page !== undefined || most <= largestPage) return readPage(params.page, limit);
  const rows: object[] = [];
  for (let page = 1; rows.length < most; page += 1) {
    const some = await readPage(page, largestPage);
    rows.push(...some);
    if (some.length < largestPage) break;
  }
  return rows.slice(0, most);

  async function readPage(page: unknown, size: number): Promise<object[]> {
    const found = await runNode(definition, store, { ...params, page, limit: size }, call);
    return found[output] as object[];
  }
}

async function readCustomers(store: Store, params: Record<string, unknown>, call: CallOptions): Promise<Customer[]> {
  const customers = await collect(eachCustomer(store, params, call));
  return params.sort ? customers.sort(byField(String(params.sort))) : customers;
}

async function collect<Row extends Customer | Order>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
