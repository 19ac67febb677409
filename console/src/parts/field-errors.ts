import { ApiError } from '../api/request.ts';

type Problem = { param?: string; path?: string; message: string };

export type FieldErrors = {
  /** By field: what is wrong with it. */
  byField: Record<string, string>;
  /** What belongs to no field of the form. */
  rest: Error | undefined;
};

/** Sorts a failure to the fields that it is about: `addresses[0].city` is `city` where the form has such a field. */
export function fieldErrors(error: Error | null, fields: readonly string[]): FieldErrors {
  if (!error) return { byField: {}, rest: undefined };
  if (!(error instanceof ApiError)) return { byField: {}, rest: error };
  const listed = error.details.problems as Problem[] | undefined;
  const problems = listed ?? [{ ...(error.param !== undefined && { param: error.param }), message: error.message }];
  const byField: Record<string, string> = {};
  let isWhole = true;
  for (const { param = '', path = param, message } of problems) {
    const field = [path, path.split('.').at(-1)!, param].find((name) => fields.includes(name));
    if (field === undefined) isWhole = false;
    else byField[field] ??= atField(message, [path, param]);
  }
  return { byField, rest: isWhole ? undefined : error };
}

/** At its field a message need not name it: `new_email "x" is no email address.` -> `"x" is no email address.` */
function atField(message: string, names: string[]): string {
  const name = names.find((one) => message.startsWith(`${one} `) || message.startsWith(`${one}: `));
  if (name === undefined) return message;
  const rest = message.slice(name.length).replace(/^:?\s+/, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
