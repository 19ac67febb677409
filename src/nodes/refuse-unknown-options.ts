import { RollcallError } from '../bigcommerce/index.ts';
import { nearestName } from './nearest-name.ts';

/**
 * Refuses an option that does not exist: a misspelt one would be ignored, and the default taken in its place.
 * @param of whose options these are: `connect`, `a call`
 * @throws {RollcallError} invalid_params
 */
export function refuseUnknownOptions(given: unknown, known: Record<string, true>, of: string): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new RollcallError('invalid_params', `The options of ${of} must be an object.`);
  const names = Object.keys(known);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, names);
  const hint = near === undefined ? `. There are: ${names.join(', ')}.` : `: did you mean "${near}"?`;
  throw new RollcallError('invalid_params', `There is no option "${unknown}" of ${of}${hint}`, { param: unknown });
}
