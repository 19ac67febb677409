import { type ErrorCode, isRollcallError, RollcallError } from '../../nodes/index.ts';
import { isDatabaseGone, isDiskFull } from '../database-trouble.ts';

/** HTTP status of each failure. What BigCommerce refuses or withholds is a bad gateway; what the caller sent is 4xx. */
const statusByCode: Record<ErrorCode, number> = {
  invalid_params: 422,
  email_not_searchable: 422,
  rejected: 422,
  too_many_results: 422,
  credentials_not_found: 404,
  store_not_found: 404,
  customer_not_found: 404,
  group_not_found: 404,
  order_not_found: 404,
  attribute_not_found: 404,
  not_found: 404,
  customer_exists: 409,
  customer_ambiguous: 409,
  idempotency_conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unauthorized: 502,
  forbidden: 502,
  network: 502,
  store_unavailable: 502,
  partial: 502,
  timeout: 504,
  outcome_unknown: 504,
  api_key_invalid: 401,
  internal: 500,
};

/** Every code, for documentation and tests. */
export const failureCodes = Object.keys(statusByCode) as ErrorCode[];

export function statusOf(code: ErrorCode): number {
  return statusByCode[code];
}

/** Besides those that are retryable: what an administrator mends without the caller. */
const mendedByOthers = new Set<string>([
  'unauthorized',
  'forbidden',
  'credentials_not_found',
  'store_not_found',
  'internal',
]);

/** Whether the same request may get further later, without a change. */
export function isPassing({ code, retryable }: { code: string; retryable: boolean }): boolean {
  return retryable || mendedByOthers.has(code);
}

export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** The failure object of an error as an answer; undefined for an error that is a defect, whose text is not for the caller. */
export function failureAnswer(error: unknown): Answer | undefined {
  if (isRollcallError(error)) {
    const { code, message, details } = error;
    return failed({ ...error.toJSON() }, message, statusOf(code), details?.retry_after_ms);
  }
  // Something around Rollcall is not as it must be (a secret, a disk): its text is written for people and holds no secret.
  if (error instanceof Error && error.name === 'SetupError') {
    const { hint } = error as { hint?: string };
    const message = hint ? `${error.message} ${hint}` : error.message;
    return failed({ code: 'internal', message, retryable: false }, message, 500);
  }
  const message = isDiskFull(error)
    ? 'The disk is full, so this could not be put on record. Free some space, then send it again.'
    : isDatabaseGone(error)
      ? 'The database went away while this was handled. What was recorded is kept; send it again.'
      : undefined;
  return message === undefined ? undefined : failed({ code: 'internal', message, retryable: true }, message, 500);
}

/** A refusal whose status says more than its code. */
export function refuse(status: number, code: ErrorCode, message: string): Answer {
  return { ...failureAnswer(new RollcallError(code, message))!, status };
}

export function defectAnswer(requestId: string): Answer {
  const message = `Rollcall hit a defect of its own. Its log has the details under request id ${requestId}.`;
  return failed({ code: 'internal', message, retryable: false, request_id: requestId }, message, 500);
}

/** The answer to the failure that a node returned as a value. */
export function answerTo(result: { success: boolean; error?: unknown }): Answer {
  if (result.success) return { status: 200, body: result };
  const { code, details } = result.error as { code: ErrorCode; details?: { retry_after_ms?: number } };
  return { status: statusOf(code), body: result, headers: retryAfter(code, details?.retry_after_ms) };
}

function failed(error: Record<string, unknown>, message: string, status: number, retryAfterMs?: number): Answer {
  const headers = retryAfter(error.code as ErrorCode, retryAfterMs);
  return { status, body: { success: false, error, message }, headers };
}

function retryAfter(code: ErrorCode, ms: number | undefined): Record<string, string> {
  return code === 'rate_limited' ? { 'retry-after': String(Math.max(1, Math.ceil((ms ?? 1_000) / 1_000))) } : {};
}
