import { isRollcallError, RollcallError } from '../bigcommerce/index.ts';
import type { NodeResult } from './define-node.ts';

/** The failure object of an error of ours. @throws any other error: that is a defect, not an item's fault */
export function failure(error: unknown): NodeResult & { success: false } {
  if (!isRollcallError(error)) throw error;
  return { success: false, error: error.toJSON(), message: error.message };
}

/** The error that a failure object tells of. */
export function errorOf({ error }: NodeResult & { success: false }): RollcallError {
  const { code, message, request_id: requestId, ...options } = error;
  return new RollcallError(code, message, { ...options, ...(requestId !== undefined && { requestId }) });
}
