import { type ErrorObject, isRollcallError } from '../../nodes/index.ts';

export type FailureObject = { success: false; error: ErrorObject; message: string };

/** The failure object that every surface shows; undefined for an error that is no failure of a node. */
export function failureObject(error: unknown): FailureObject | undefined {
  return isRollcallError(error) ? { success: false, error: error.toJSON(), message: error.message } : undefined;
}
