import type { Call } from './call.ts';
import type { CustomerGroup } from './customer.ts';
import { refusalError } from './error-body.ts';
import { type Query, send } from './send.ts';
import type { Store } from './store.ts';

const largestPage = 250;

/**
 * One page of customer groups. https://developer.bigcommerce.com/docs/rest-management/customers/customer-groups
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function listGroups(store: Store, query: Query, call: Call): Promise<CustomerGroup[]> {
  const reply = await send(store, { method: 'GET', path: '/v2/customer_groups', query }, call);
  if (reply.status === 204) return [];
  if (reply.status !== 200) throw refusalError(reply, 'Customer groups could not be listed');
  return reply.json as CustomerGroup[];
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
  return groups;
}
