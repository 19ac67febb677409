/** Every code that Rollcall reports, with its meaning; stable, documented and tested. */
export const errorCodes = {
  invalid_params: 'A parameter is missing, unknown or of the wrong type.',
  credentials_not_found: 'No stored credential has this id.',
  unauthorized: 'BigCommerce refused the access token (401).',
  forbidden: 'The access token lacks an OAuth scope (403).',
  store_not_found: 'No store answers under this hash.',
  customer_exists: 'The email is already in use in a channel that the input targets.',
  customer_not_found: 'No customer has this id or email.',
  customer_ambiguous: 'Several customers hold this email, one per channel.',
  group_not_found: 'No customer group has this id or name.',
  order_not_found: 'No order has this id.',
  rejected: 'BigCommerce refused the data (422); its text is in details.body.',
  rate_limited: 'Not sent: the quota did not allow it within max_wait_ms.',
  store_unavailable: 'BigCommerce answered with a server error, again and again.',
  timeout: 'The store did not answer in time.',
  network: 'The store could not be reached.',
  outcome_unknown: 'Sent, but the reply was lost and the store could not be asked.',
  email_not_searchable: 'The API cannot look up an email that contains a comma.',
  attribute_not_found: 'No customer attribute has this name or id.',
  partial: 'The customer or order exists, but a part of the input could not be written: see `details.parts`.',
  too_many_results: 'More results than one answer may hold.',
  api_key_invalid: 'The API key is missing or wrong.',
  not_found: 'There is no such import, row, mapping, node or route.',
  idempotency_conflict: 'The Idempotency-Key was used with another body.',
  too_large: 'The body or a list is over its bound.',
  internal: 'A defect of Rollcall itself; or its database is full or away, and then the call may be repeated.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Codes for which the same call may succeed later. In an import they are the fate `failed`, all others `rejected`. */
const retryableCodes = new Set<ErrorCode>([
  'rate_limited',
  'store_unavailable',
  'timeout',
  'network',
  'outcome_unknown',
  'partial',
]);

export type ErrorDetails = {
  customer_id?: number;
  customer_ids?: number[];
  parts?: Record<string, string>;
  retry_after_ms?: number;
  emails?: string[];
  /** BigCommerce's own text. */
  body?: string;
  [name: string]: unknown;
};

/** The failure object that every surface gives. */
export type ErrorObject = {
  code: ErrorCode;
  message: string;
  param?: string;
  status?: number;
  retryable: boolean;
  request_id?: string;
  details?: ErrorDetails;
};

export type ErrorOptions = {
  /** The parameter at fault. */
  param?: string;
  /** HTTP status of BigCommerce's reply. */
  status?: number;
  /** @default by code */
  retryable?: boolean;
  requestId?: string;
  details?: ErrorDetails;
  cause?: unknown;
};

/** The one error of the product. The message says what happened, to which item, and what to do next. */
export class RollcallError extends Error {
  readonly code: ErrorCode;
  readonly param?: string;
  readonly status?: number;
  readonly retryable: boolean;
  readonly requestId?: string;
  readonly details?: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'RollcallError';
    this.code = code;
    if (options.param !== undefined) this.param = options.param;
    if (options.status !== undefined) this.status = options.status;
    this.retryable = options.retryable ?? retryableCodes.has(code);
    if (options.requestId !== undefined) this.requestId = options.requestId;
    if (options.details !== undefined) this.details = options.details;
  }

  /** The failure object that every surface gives, safe to print. */
  toJSON(): ErrorObject {
    const { code, message, param, status, retryable, requestId, details } = this;
    return {
      code,
      message,
      ...(param !== undefined && { param }),
      ...(status !== undefined && { status }),
      retryable,
      ...(requestId !== undefined && { request_id: requestId }),
      ...(details !== undefined && { details }),
    };
  }
}

export function isRollcallError(value: unknown): value is RollcallError {
  return value instanceof RollcallError;
}
