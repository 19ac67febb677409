import type { Call } from './call.ts';
import type { CustomerAttribute, CustomerGroup } from './customer.ts';
import { refusalError } from './error-body.ts';
import { readAttributes } from './list-attributes.ts';
import { readGroups } from './list-groups.ts';
import { LostReply, send } from './send.ts';
import type { Store } from './store.ts';

/** A write whose reply was lost is looked for before it is made again. */
const attempts = 4;

/**
 * Makes the customer groups that the store does not have, by name without regard to case, and returns all of them in the order of the
 * names. https://developer.bigcommerce.com/docs/rest-management/customers/customer-groups
 * @throws {RollcallError} rejected, forbidden, and whatever `send` throws
 */
export function makeGroups(store: Store, names: string[], call: Call): Promise<CustomerGroup[]> {
  return make(names, {
    read: () => readGroups(store, call),
    async create(name) {
      const reply = await send(store, { method: 'POST', path: '/v2/customer_groups', body: { name } }, call);
      if (reply.status >= 300) throw refusalError(reply, `The customer group "${name}" could not be made`);
    },
  });
}

/**
 * The same for customer attributes, which are made to hold text.
 * https://developer.bigcommerce.com/docs/rest-management/customers/customer-attributes
 */
export function makeAttributes(store: Store, names: string[], call: Call): Promise<CustomerAttribute[]> {
  return make(names, {
    read: () => readAttributes(store, call),
    async create(name) {
      const body = [{ name, type: 'string' }];
      const reply = await send(store, { method: 'POST', path: '/v3/customers/attributes', body }, call);
      if (reply.status >= 300) throw refusalError(reply, `The customer attribute "${name}" could not be made`);
    },
  });
}

async function make<Row extends { name: string }>(
  names: string[],
  { read, create }: { read(): Promise<Row[]>; create(name: string): Promise<void> },
): Promise<Row[]> {
  for (let attempt = 1; ; attempt += 1) {
    const there = new Map((await read()).map((row) => [fold(row.name), row]));
    const missing = names.filter((name) => !there.has(fold(name)));
    if (missing.length === 0) return names.map((name) => there.get(fold(name))!);
    for (const name of missing) {
      try {
        await create(name);
      } catch (error) {
        if (!(error instanceof LostReply) || attempt === attempts) throw error;
      }
    }
  }
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
