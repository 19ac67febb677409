import { type ErrorDetails, RollcallError } from '../nodes/index.ts';

/** The refusal of a value that was given under a name; the message says what to give. */
export function invalidParam(param: string, message: string, details?: ErrorDetails): RollcallError {
  return new RollcallError('invalid_params', message, { param, ...(details && { details }) });
}
