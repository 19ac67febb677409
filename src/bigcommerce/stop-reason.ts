import { isRollcallError, type RollcallError } from './errors.ts';

/** Refusals that are the same for every call until somebody mends the credential. */
const refusedCodes = new Set<string>(['unauthorized', 'forbidden', 'store_not_found']);

/** Codes that no other call to this store will escape: everything stops with the reason. */
const stopCodes = new Set<string>([
  ...refusedCodes,
  'rate_limited',
  'network',
  'timeout',
  'store_unavailable',
  'outcome_unknown',
]);

/** Whether the store, or what answers in its place, refuses every call, and not only this one. */
export function refusesEveryCall({ code }: { code: string }): boolean {
  return refusedCodes.has(code);
}

export function isStop(error: unknown): boolean {
  return isRollcallError(error) && stopCodes.has(error.code);
}

/** What stops the store, undefined where the error is one target's own. A write without a reply names it as its cause. */
export function stopReason(error: unknown): RollcallError | undefined {
  if (!isRollcallError(error) || !stopCodes.has(error.code)) return undefined;
  return error.code === 'outcome_unknown' && isRollcallError(error.cause) ? error.cause : error;
}
