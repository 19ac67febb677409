import { isRollcallError } from '../../../src/bigcommerce/index.ts';
import { failure, type NodeResult } from '../../../src/nodes/index.ts';

export type Failure = NodeResult & { success: false };

/** Any error as a failure object; also what is not ours, such as an expression of the workflow that cannot be evaluated. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error;
  if (isRollcallError(error)) return failure(error);
  const { message = String(error) } = error as { message?: string };
  return { success: false, error: { code: 'internal', message, retryable: false }, message };
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && (value as Failure).success === false;
}
