import type { Outcome } from '../../bigcommerce/index.ts';

/** What of an outcome is kept, in the columns of the table. The customer itself is the store's. */
export function outcomeRow({
  index,
  fate,
  customerId,
  customerIds,
  error,
  warnings,
  changes,
  parts,
  duplicateOf,
}: Outcome) {
  return {
    row_no: index,
    fate,
    customer_id: customerId,
    ...(error && { error_code: error.code, error: JSON.stringify(storedError(error, customerIds)) }),
    ...(warnings.length > 0 && { warnings: JSON.stringify(warnings.map(({ code, message }) => ({ code, message }))) }),
    ...(fate === 'updated' && changes && { changes: JSON.stringify(changes) }),
    ...(parts && { parts: JSON.stringify(parts) }),
    duplicate_of: duplicateOf,
  };
}

/** An error as reports and `imports show` need it. */
export type StoredError = { code: string; message: string; column?: string; what_to_do?: string; details?: unknown };

function storedError(
  { code, message, param, details }: NonNullable<Outcome['error']>,
  customerIds?: number[],
): StoredError {
  const { customer_ids = customerIds, parts, body } = details ?? {};
  const kept = { ...(customer_ids && { customer_ids }), ...(parts && { parts }), ...(body !== undefined && { body }) };
  return {
    code,
    message,
    ...(param !== undefined && { column: param }),
    ...(Object.keys(kept).length > 0 && { details: kept }),
  };
}
