import type { Call } from './call.ts';
import type { CustomerGroup } from './customer.ts';
import { readList } from './read-reply.ts';
import { type Query, send } from './send.ts';
import type { Store } from './store.ts';

const largestPage = 250;

/**
 * One page of customer groups. https://developer.bigcommerce.com/docs/rest-management/customers/customer-groups
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function listGroups(store: Store, query: Query, call: Call): Promise<CustomerGroup[]> {
  const reply = await send(store, { method: 'GET', path: '/v2/customer_groups', query }, call);
  return readList(reply, 'Customer groups could not be listed');
}

/** Every customer group of the store, read anew and remembered in `store.cache`. */
export async function readGroups(store: Store, call: Call): Promise<CustomerGroup[]> {
  const groups: CustomerGroup[] = [];
  for (let page = 1; ; page += 1) {
    const some = await listGroups(store, { limit: largestPage, page }, call);
    groups.push(...some);
    if (some.length < largestPage) break;
  }
  store.cache.groups = groups;
  store.cache.groupsAt = store.clock.now();
  return groups;
}
