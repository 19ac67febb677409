import type { Call } from './call.ts';
import type { Address } from './customer.ts';
import { refusalError } from './error-body.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/** Every address of some customers, also beyond the ten that an include may show. */
export async function listAddresses(store: Store, customerIds: number[], call: Call): Promise<Address[]> {
  const found: Address[] = [];
  for (let page = 1; ; page += 1) {
    const query = { 'customer_id:in': customerIds, limit: 250, page };
    const reply = await send(store, { method: 'GET', path: '/v3/customers/addresses', query }, call);
    if (reply.status !== 200) throw refusalError(reply, 'Addresses could not be listed');
    const { data, meta } = reply.json as { data: Address[]; meta?: { pagination?: { total_pages?: number } } };
    found.push(...data);
    if (page >= (meta?.pagination?.total_pages ?? 1)) return found;
  }
}
