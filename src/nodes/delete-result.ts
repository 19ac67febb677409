import { type DeletionResult, RollcallError } from '../bigcommerce/index.ts';
import type { NodeResult } from './define-node.ts';
import { failure } from './failure.ts';

/** Who an item names. */
export type Named = {
  /** Customers that exist -> the id or email that the item names them by. */
  found: Map<number, number | string>;
  notFound: (number | string)[];
};

export function dryResult({ found, notFound }: Named, withOrders: number[]) {
  const ids = [...found.keys()];
  const orders = withOrders.filter((id) => found.has(id));
  return {
    success: true as const,
    dry_run: true as const,
    deleted: 0,
    would_delete: ids,
    not_found: notFound,
    with_orders: orders,
    message: `Nothing deleted: dry run. ${ids.length} of ${ids.length + notFound.length} exist, ${haveOrders(orders)}.`,
  };
}

export function realResult(item: Named, withOrders: number[], { deleted, error }: DeletionResult): NodeResult {
  const gone = new Set(deleted);
  const ids = [...item.found.keys()];
  if (!error || ids.every((id) => gone.has(id))) return deletedResult(item, withOrders);
  return failure(
    stoppedAt(
      error,
      ids.filter((id) => gone.has(id)),
      ids.length,
    ),
  );
}

function deletedResult({ found, notFound }: Named, withOrders: number[]) {
  const ids = [...found.keys()];
  const orders = withOrders.filter((id) => found.has(id));
  const missing = notFound.length > 0 ? `, ${notFound.length} not found` : '';
  return {
    success: true as const,
    dry_run: false as const,
    deleted: ids.length,
    deleted_ids: ids,
    not_found: notFound,
    with_orders: orders,
    message: `${ids.length} ${ids.length === 1 ? 'customer' : 'customers'} deleted${missing}; ${haveOrders(orders)}${orders.length > 0 ? ', which stay' : ''}.`,
  };
}

/** What deleting gives of one item that succeeds. */
export type DeletedCustomers = ReturnType<typeof dryResult> | ReturnType<typeof deletedResult>;

function haveOrders(ids: number[]): string {
  if (ids.length === 0) return 'none has orders';
  return `${ids.length} ${ids.length === 1 ? 'has' : 'have'} orders`;
}

/** The same failure of an item whose customers are all still there: it says so. */
export function nothingDeleted(error: RollcallError): RollcallError {
  return retold(error, `${error.message} Nothing was deleted.`, error.details);
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
