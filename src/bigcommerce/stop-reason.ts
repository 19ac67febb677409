import { isRollcallError, type RollcallError } from './errors.ts';

/** Codes that no other call to this store will escape: everything stops with the reason. */
const stopCodes = new Set<string>([
  'unauthorized',
  'forbidden',
  'store_not_found',
  'rate_limited',
  'network',
  'timeout',
  'store_unavailable',
  'outcome_unknown',
]);

export function isStop(error: unknown): boolean {
  return isRollcallError(error) && stopCodes.has(error.code);
}

/** What stops the store, undefined where the error is one target's own. A write without a reply names it as its cause. */
export function stopReason(error: unknown): RollcallError | undefined {
  if (!isRollcallError(error) || !stopCodes.has(error.code)) return undefined;
  return error.code === 'outcome_unknown' && isRollcallError(error.cause) ? error.cause : error;
}
