import type { Call } from './call.ts';
import { refusalError } from './error-body.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { chunksByLength, lookupCharacters, lookupEmails } from './find-customers.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/**
 * Deletes customers by id, as many as one URL holds a call. Ids that do not exist are passed over by the API.
 * https://developer.bigcommerce.com/docs/rest-management/customers#delete-customers
 * @throws {RollcallError} rejected, and whatever `send` throws; the message says how many were deleted before, `customer_ids` in its details which
 */
export async function deleteCustomers(store: Store, ids: number[], call: Call): Promise<void> {
  const deleted: number[] = [];
  for (const chunk of chunksByLength(ids.map(String), lookupEmails, lookupCharacters)) {
    try {
      await deleteSome(store, chunk, call);
    } catch (error) {
      throw isRollcallError(error) ? stoppedAt(error, deleted, ids.length) : error;
    }
    deleted.push(...chunk.map(Number));
  }
}

/** The same failure, which came before a DELETE was sent or while it was refused: it says that everybody is still there. */
export function nothingDeleted(error: RollcallError): RollcallError {
  return retold(error, `${error.message} Nothing was deleted.`, error.details);
}

async function deleteSome(store: Store, ids: string[], call: Call): Promise<void> {
  // Repeating a delete deletes nothing more.
  const request = { method: 'DELETE', path: '/v3/customers', query: { 'id:in': ids }, repeatable: true } as const;
  const reply = await send(store, request, call);
  if (reply.status !== 204 && reply.status !== 200) throw refusalError(reply, 'Customers could not be deleted');
}

function stoppedAt(error: RollcallError, deleted: number[], wanted: number): RollcallError {
  if (deleted.length > 0)
    return retold(error, `${deleted.length} of ${wanted} customers were deleted, then this came: ${error.message}`, {
      ...error.details,
      customer_ids: deleted,
    });
  return error.code === 'outcome_unknown' ? error : nothingDeleted(error);
}

function retold(error: RollcallError, message: string, details: RollcallError['details']): RollcallError {
  const { param, status, retryable, requestId } = error;
  return new RollcallError(error.code, message, {
    retryable,
    ...(param !== undefined && { param }),
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(details !== undefined && { details }),
    cause: error,
  });
}
