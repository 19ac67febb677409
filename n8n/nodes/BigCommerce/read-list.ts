import {
  type CallOptions,
  type Customer,
  isRollcallError,
  type Order,
  RollcallError,
  type Store,
} from '../../../src/bigcommerce/index.ts';
import { byField, eachCustomer, eachOrder, readParams, runNode } from '../../../src/nodes/index.ts';
import { largestPage } from './largest-page.ts';
import type { Operation } from './operations.mts';
import type { ItemRun } from './read-item.ts';

/** The customers, orders or groups that an item asks for; with Full Response the contract's object. @throws {RollcallError} */
export async function readList(operation: Operation, store: Store, run: ItemRun, call: CallOptions): Promise<object[]> {
  const { isFull, returnAll, limit } = run;
  const { output, definition } = operation;
  const { page, ...params } = run.params;
  if (!returnAll) {
    const most = Number(limit);
    const isMany = Number.isInteger(most) && most > largestPage;
    if (isFull && isMany) throw tooLargeForOne(most);
    if (isFull) return [await runNode(definition, store, { ...params, page, limit }, call)];
    if (!isMany) return readPage(page, limit);
    const read = readParams(definition, { ...params, page }) as { page: number };
    return readRows((read.page - 1) * most, read.page * most);
  }
  if (output === 'groups') {
    const groups = await readRows();
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
  if (isFull) return [await readAllAsOne()];
  if (output === 'customers') return readCustomers(store, params, call);
  // BigCommerce lists orders by id or in the order that was asked for, not both.
  return params.sort ? readRows() : collect(eachOrder(store, params, call));

  /** Rows by their place, page by page. */
  async function readRows(from = 0, to = Number.POSITIVE_INFINITY): Promise<object[]> {
    const skipped = Math.floor(from / largestPage) * largestPage;
    const rows: object[] = [];
    while (skipped + rows.length < to) {
      const some = await readPage((skipped + rows.length) / largestPage + 1, largestPage);
      rows.push(...some);
      if (some.length < largestPage) break;
    }
    return rows.slice(from - skipped, to - skipped);
  }

  function readAllAsOne(): Promise<object> {
    return runNode(definition, store, { ...params, all: true }, call).catch((error: unknown) => {
      throw isRollcallError(error) && error.code === 'too_many_results' ? tooManyForOne(output) : error;
    });
  }

  async function readPage(at: unknown, size: unknown): Promise<object[]> {
    const found = await runNode(definition, store, { ...params, page: at, limit: size }, call);
    return found[output] as object[];
  }
}

function tooLargeForOne(limit: number): RollcallError {
  const message = `Limit is ${limit}, but the one object of Full Response holds at most ${largestPage}. Switch Full Response off, or take the further ones by Page.`;
  return new RollcallError('invalid_params', message, { param: 'limit' });
}

function tooManyForOne(what: string): RollcallError {
  const message = `More ${what} match than the one object of Full Response may hold. Switch Full Response off, which gives one item for each, or narrow the filters.`;
  return new RollcallError('too_many_results', message);
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
