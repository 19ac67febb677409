import type { Call } from './call.ts';
import { refusalError } from './error-body.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

export type StoreInformation = { id?: string; name?: string; plan_name?: string; [name: string]: unknown };

/**
 * What BigCommerce knows of a store. Needs the scope Information & settings.
 * https://developer.bigcommerce.com/docs/rest-management/store-information
 * @throws {RollcallError} forbidden where the token lacks the scope, and whatever `send` throws
 */
export async function readStore(store: Store, call: Call): Promise<StoreInformation> {
  const reply = await send(store, { method: 'GET', path: '/v2/store' }, call);
  if (reply.status !== 200) throw refusalError(reply, 'The store could not be read');
  return (reply.json ?? {}) as StoreInformation;
}
