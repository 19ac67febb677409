import type { Call } from './call.ts';
import { refusalError } from './error-body.ts';
import { isRollcallError, type RollcallError } from './errors.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from './find-customers.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

export type DeletionResult = {
  /** Ids that are gone. */
  deleted: number[];
  /** What stopped the rest. Under `outcome_unknown` some of the rest may be gone, too. */
  error?: RollcallError;
};

/**
 * Deletes customers by id, as many as one URL holds a call, and stops at the first call that fails. Ids that do not exist are passed over by
 * the API. https://developer.bigcommerce.com/docs/rest-management/customers#delete-customers
 */
export async function deleteCustomers(store: Store, ids: number[], call: Call): Promise<DeletionResult> {
  const deleted: number[] = [];
  for (const chunk of chunksByLength(ids.map(String), lookupEmails, lookupCharacters)) {
    try {
      await deleteSome(store, chunk, call);
    } catch (error) {
      if (!isRollcallError(error)) throw error;
      return { deleted, error };
    }
    deleted.push(...chunk.map(Number));
  }
  return { deleted };
}

async function deleteSome(store: Store, ids: string[], call: Call): Promise<void> {
  // Repeating a delete deletes nothing more.
  const request = { method: 'DELETE', path: '/v3/customers', query: { 'id:in': ids }, repeatable: true } as const;
  const reply = await send(store, request, call);
  if (reply.status !== 204 && reply.status !== 200) throw refusalError(reply, 'Customers could not be deleted');
}
