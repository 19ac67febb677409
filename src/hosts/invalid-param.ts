import { RollcallError } from '../nodes/index.ts';

/** The refusal of a value that was given under a name; the message says what to give. */
export function invalidParam(param: string, message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param });
}
