import type { Call } from './call.ts';
import type { CustomerAttribute } from './customer.ts';
import { readPage } from './read-reply.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/**
 * Every customer attribute of the store (it may have 50), read anew and remembered in `store.cache`.
 * https://developer.bigcommerce.com/docs/rest-management/customers/customer-attributes
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function readAttributes(store: Store, call: Call): Promise<CustomerAttribute[]> {
  const attributes: CustomerAttribute[] = [];
  for (let page = 1; ; page += 1) {
    const query = { limit: 250, page };
    const reply = await send(store, { method: 'GET', path: '/v3/customers/attributes', query }, call);
    const { data, meta } = readPage<CustomerAttribute>(reply, 'Customer attributes could not be listed');
    attributes.push(...data);
    if (page >= (meta?.pagination?.total_pages ?? 1)) break;
  }
  store.cache.attributes = attributes;
  store.cache.attributesAt = store.clock.now();
  return attributes;
}
