import type { Call } from './call.ts';
import { refusalError } from './error-body.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from './find-customers.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/**
 * Deletes customers by id, as many as one URL holds a call. Ids that do not exist are passed over by the API.
 * https://developer.bigcommerce.com/docs/rest-management/customers#delete-customers
 * @throws {RollcallError} rejected, and whatever `send` throws; `customer_ids` in its details are those that were deleted before
 */
export async function deleteCustomers(store: Store, ids: number[], call: Call): Promise<void> {
  const deleted: number[] = [];
  for (const chunk of chunksByLength(ids.map(String), lookupEmails, lookupCharacters)) {
    try {
      await deleteSome(store, chunk, call);
    } catch (error) {
      if (!isRollcallError(error) || deleted.length === 0) throw error;
      throw new RollcallError(
        error.code,
        `${deleted.length} of ${ids.length} customers were deleted, then this came: ${error.message}`,
        {
          retryable: error.retryable,
          ...(error.status !== undefined && { status: error.status }),
          details: { ...error.details, customer_ids: deleted },
          cause: error,
        },
      );
    }
    deleted.push(...chunk.map(Number));
  }
}

async function deleteSome(store: Store, ids: string[], call: Call): Promise<void> {
  // Repeating a delete deletes nothing more.
  const request = { method: 'DELETE', path: '/v3/customers', query: { 'id:in': ids }, repeatable: true } as const;
  const reply = await send(store, request, call);
  if (reply.status !== 204 && reply.status !== 200) throw refusalError(reply, 'Customers could not be deleted');
}
