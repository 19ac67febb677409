import { refuse, refuseLegacy } from './answer.ts';

/** Parameters of a query string; the last of a repeated name counts. */
export type Query = ReadonlyMap<string, string>;

const NOTHING: Query = new Map();

/** Reads a query string without its `?`. A stray `&` yields a parameter with an empty name, which V3 then refuses by that name, as recorded. */
export function parseQuery(text: string): Query {
  if (text === '') return NOTHING;
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 0) query.set(decode(pair), '');
    else query.set(decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)));
  }
  return query;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** V3 refuses a filter that it does not know with a 422; the text is a recorded one, the comma between several names is our choice. */
export function allowFilters(query: Query, allowed: ReadonlySet<string>): void {
  let unknown: string[] | undefined;
  for (const name of query.keys()) {
    if (allowed.has(name)) continue;
    unknown ??= [];
    unknown.push(name);
  }
  if (unknown) refuse(422, `The filter(s): ${unknown.join(', ')} are not valid filter parameter(s).`);
}

/** The same for V2, with the text reported for its customers. */
export function allowLegacyFilters(query: Query, allowed: ReadonlySet<string>): void {
  for (const name of query.keys()) {
    if (!allowed.has(name)) refuseLegacy(400, `The field '${name}' is not supported by this resource.`);
  }
}

/** A comma-separated list, as the `:in` filters take; undefined when the filter is not given. */
export function readList(query: Query, name: string): string[] | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A list of ids. That a value which is no number is refused with 422 is documented; key and text are our choice. */
export function readIds(query: Query, name: string): number[] | undefined {
  const list = readList(query, name);
  if (list === undefined) return undefined;
  return list.map((item) => {
    if (!/^\d{1,15}$/.test(item))
      refuse(422, `The filter ${name} is not valid.`, { [name]: 'must be a list of integers' });
    return Number(item);
  });
}

/** One id; undefined when not given. */
export function readId(query: Query, name: string): number | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) refuse(422, `The filter ${name} is not valid.`, { [name]: 'must be an integer' });
  return Number(value);
}
