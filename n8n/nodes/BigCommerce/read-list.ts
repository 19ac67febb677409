import type { CallOptions, Customer, Order, Store } from '../../../src/bigcommerce/index.ts';
import { byField, eachCustomer, eachOrder, runNode } from '../../../src/nodes/index.ts';
import type { Operation } from './operations.mts';
import type { ItemRun } from './read-item.ts';

/** BigCommerce gives no more in one call. */
const largestPage = 250;

/** The customers, orders or groups that an item asks for; with Full Response the contract's object. @throws {RollcallError} */
export async function readList(operation: Operation, store: Store, run: ItemRun, call: CallOptions): Promise<object[]> {
  const { isFull, returnAll, limit } = run;
  const { output, definition } = operation;
  const { page, ...params } = run.params;
  if (!returnAll) {
    // A page that was asked for is that page; else pages are read until there are enough.
    const most = Number(limit);
    if (isFull) return [await runNode(definition, store, { ...params, page, limit }, call)];
    if (page !== undefined || !(most > largestPage)) return readPage(page, limit);
    return (await readPages(most)).slice(0, most);
  }
  if (output === 'groups') {
    const groups = await readPages(Number.POSITIVE_INFINITY);
    if (!isFull) return groups;
    return [
      {
        success: true,
        groups,
        count: groups.length,
        message: `${groups.length} ${groups.length === 1 ? 'group' : 'groups'} retrieved`,
      },
    ];
  }
  if (isFull) return [await runNode(definition, store, { ...params, all: true }, call)];
  if (output === 'customers') return readCustomers(store, params, call);
  // BigCommerce lists orders by id or in the order that was asked for, not both.
  return params.sort ? readPages(Number.POSITIVE_INFINITY) : collect(eachOrder(store, params, call));

  async function readPages(most: number): Promise<object[]> {
    const rows: object[] = [];
    for (let at = 1; rows.length < most; at += 1) {
      const some = await readPage(at, largestPage);
      rows.push(...some);
      if (some.length < largestPage) break;
    }
    return rows;
  }

  async function readPage(at: unknown, size: unknown): Promise<object[]> {
    const found = await runNode(definition, store, { ...params, page: at, limit: size }, call);
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
