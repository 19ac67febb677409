import { RollcallError } from '../bigcommerce/index.ts';
import { nearestName } from './nearest-name.ts';

/**
 * Refuses a misspelt option: it would be ignored, and the default taken in its place. What resembles none may be there for others, as where
 * a sandbox server is given as it is.
 * @param of whose options these are: `connect`, `a call`
 * @throws {RollcallError} invalid_params
 */
export function refuseUnknownOptions(given: unknown, known: Record<string, true>, of: string): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new RollcallError('invalid_params', `The options of ${of} must be an object.`);
  const names = Object.keys(known);
  for (const name of Object.keys(given)) {
    const near = Object.hasOwn(known, name) ? undefined : nearestName(name, names);
    if (near === undefined) continue;
    throw new RollcallError('invalid_params', `There is no option "${name}" of ${of}: did you mean "${near}"?`, {
      param: name,
    });
  }
}
