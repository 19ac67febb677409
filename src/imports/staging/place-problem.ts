import { titleOf } from '../mapping/index.ts';

type Params = Readonly<Record<string, unknown>>;
type ColumnOf = (param: string) => string | undefined;

/** The parameter that a warning of a customer is about, with the position of its address: `addresses[1].city`. */
export function paramOfWarning(code: string, details: Params, params: Params): string {
  if (code === 'state_unknown') return locate(params, 'state', (given) => isText(given.state, details.state));
  if (code === 'postal_code_short') return locate(params, 'zip', (given) => isText(given.zip, details.zip));
  const [missing = 'address1'] = (details.missing as string[] | undefined) ?? [];
  const left = (details.address ?? {}) as Params;
  const isLeft = (given: Params) =>
    ['address1', 'address2', 'city'].every((field) => isText(given[field] ?? '', left[field] ?? ''));
  return locate(params, missing, isLeft);
}

/** `addresses` alone is to blame for a country: which of them has it, the text tells. */
export function paramOfError(param: string, message: string, params: Params): string {
  const [, country] = /^addresses: "(.*)" is no ISO/s.exec(message) ?? [];
  if (param !== 'addresses' || country === undefined) return param;
  const position = listOf(params).findIndex((given) => isText(given.country_code, country));
  return position < 0 ? param : `addresses[${position}].country_code`;
}

/** A message that begins with a parameter, with the column of the file in its place, else what the parameter is called. */
export function inWordsOfFile(message: string, given: string, param: string, columnOf: ColumnOf): string {
  if (!message.startsWith(given) || /^[\w.[]/.test(message.slice(given.length))) return message;
  const column = columnOf(param);
  // The path of a value within one cell, or within JSON, says more than the name of the cell.
  if (column !== undefined && param.startsWith(column)) return message;
  const name = column === undefined ? titleOf(param) : isText(column.toLowerCase(), param) ? undefined : `"${column}"`;
  if (name === undefined) return message;
  const rest = message.slice(given.length);
  return rest.startsWith(' "') ? `${name}:${rest}` : name + rest;
}

/** What an address lacks, in the words of the file. */
export function tellMissing(missing: readonly string[], param: string, columnOf: ColumnOf): string {
  const names = missing.map((field) => {
    const own = param.replace(/\w+$/, field);
    const column = columnOf(own);
    return column === undefined || own.startsWith(`${column}[`) ? (titleOf(field) ?? field) : `"${column}"`;
  });
  return `The address was left out: BigCommerce demands ${names.join(' and ')}, which ${names.length === 1 ? 'is' : 'are'} missing.`;
}

function locate(params: Params, field: string, isIt: (given: Params) => boolean): string {
  if (isIt(params)) return field;
  const position = listOf(params).findIndex(isIt);
  return position < 0 ? field : `addresses[${position}].${field}`;
}

function listOf({ addresses }: Params): Params[] {
  return Array.isArray(addresses) ? (addresses as Params[]) : [];
}

function isText(given: unknown, text: unknown): boolean {
  return given !== undefined && String(given).trim() === String(text);
}
