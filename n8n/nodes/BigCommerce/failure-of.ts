import { isRollcallError } from '../../../src/bigcommerce/index.ts';
import { failure, type NodeResult } from '../../../src/nodes/index.ts';

export type Failure = NodeResult & { success: false };

/** An error of n8n's own. */
type NodeError = { name: string; message: string; description: string | null };

/** Any error as a failure object; also what is not ours, such as an expression of the workflow that cannot be evaluated. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error;
  if (isRollcallError(error)) return failure(error);
  const { message: what = String(error), description, name } = error as Partial<NodeError>;
  const message = description && description !== what ? `${what.replace(/[^.?!]$/, '$&.')} ${description}` : what;
  const code = name === 'ExpressionError' ? 'invalid_params' : 'internal';
  return { success: false, error: { code, message, retryable: false }, message };
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && (value as Failure).success === false;
}
