import { RollcallError } from '../bigcommerce/index.ts';

export function refusal(param: string, message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param });
}
