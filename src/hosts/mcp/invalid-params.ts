import { type ErrorDetails, RollcallError } from '../../nodes/index.ts';

/** The refusal of one parameter, in words that say what to give instead. */
export function invalidParams(param: string, message: string, details?: ErrorDetails): RollcallError {
  return new RollcallError('invalid_params', message, { param, ...(details && { details }) });
}
