import { CommanderError } from 'commander';
import { type ErrorObject, failure, isRollcallError, RollcallError } from '../../nodes/index.ts';
import { UsageError } from './explain-error.ts';

export type FailureObject = { success: false; error: ErrorObject; message: string };

/** The failure object that every surface shows; undefined for an error that is no failure of a node. */
export function failureObject(error: unknown): FailureObject | undefined {
  return isRollcallError(error) ? failure(error) : undefined;
}

/** The failure object of a command that ended before it had a result: by its flags, or by what stands around it. */
export function commandFailure(error: unknown): FailureObject {
  if (error instanceof CommanderError) return failureOf('invalid_params', sentence(error.message));
  const { message, hint } = error as Error & { hint?: string };
  const text = hint ? `${message} ${hint}` : message;
  return failureObject(error) ?? failureOf(error instanceof UsageError ? 'invalid_params' : 'internal', text);
}

function failureOf(code: 'invalid_params' | 'internal', message: string): FailureObject {
  return failureObject(new RollcallError(code, message))!;
}

/** `error: unknown option '--frist-name'\n(Did you mean --first-name?)` as sentences. */
function sentence(text: string): string {
  const [what = '', ...hints] = text.replace(/^error: /, '').split('\n');
  const first = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.?$/, '.');
  return [first, ...hints.map((hint) => hint.replace(/^\((.*)\)$/, '$1'))].join(' ');
}
