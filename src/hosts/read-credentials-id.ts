import { invalidParam } from './invalid-param.ts';

/** Blank is not given. @throws {RollcallError} invalid_params */
export function readCredentialsId(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw invalidParam('credentials_id', 'credentials_id must be the id of a stored credential.');
}
