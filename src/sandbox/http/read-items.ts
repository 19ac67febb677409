import { refuse } from './answer.ts';

export type Item = Readonly<Record<string, unknown>>;

const MAX_ITEMS = 10;

/** One field of a body: its JSON type, and its length where it is text. */
export type Field = {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'array' | 'object';
  required?: true;
  /** Least and most characters. */
  length?: readonly [number, number];
};

const TYPE_NAMES = {
  string: 'jsstring',
  number: 'jsnumber',
  boolean: 'jsboolean',
  array: 'jsarray',
  object: 'jsobject',
} as const;

/**
 * The array that every V3 write of these endpoints takes, its items read like the API's own JSON reader does: fields of a wrong type or missing
 * are reported for the first bad item, by their path without an index, as recorded for PUT. `null` is not given. Unknown fields are ignored.
 * More than ten items are a 413; that is documented for customers and attribute values and our choice for the others. That an empty array is
 * refused is our choice.
 */
export function readItems(body: unknown, fields: readonly Field[]): Item[] {
  if (!Array.isArray(body)) return unreadable({ obj: 'error.expected.jsarray' });
  if (body.length > MAX_ITEMS) {
    refuse(413, `The request payload is too large. The maximum number of items allowed in the array is ${MAX_ITEMS}.`);
  }
  if (body.length === 0) unreadable({ obj: 'error.minLength' });
  for (const item of body) readFields(item, fields);
  return body;
}

/** Checks one object like {@link readItems} does. */
export function readFields(item: unknown, fields: readonly Field[], path = ''): Item {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    // The recorded answer to an item that is no object names the fields that it lacks.
    return unreadable(
      Object.fromEntries(
        fields.filter((field) => field.required).map((field) => [path + field.name, 'error.path.missing']),
      ),
    );
  }
  let errors: [string, string][] | undefined;
  for (const field of fields) {
    const value = (item as Item)[field.name];
    const wrong = wrongness(field, value);
    if (!wrong) continue;
    errors ??= [];
    errors.push([path + field.name, wrong]);
  }
  if (errors) unreadable(Object.fromEntries(errors));
  return item as Item;
}

function wrongness(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null) return field.required ? 'error.path.missing' : undefined;
  return isType(value, field.type) ? undefined : `error.expected.${TYPE_NAMES[field.type]}`;
}

function isType(value: unknown, type: Field['type']): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}

/** The recorded title for a body that cannot be read. */
export function unreadable(errors: Record<string, string>): never {
  return refuse(422, 'JSON data is missing or invalid', errors);
}

/** The first text of `item` that is too short or too long, as `[field, what is wrong]`; the text is our choice. */
export function badLength(item: Item, fields: readonly Field[]): [string, string] | undefined {
  for (const { name, length } of fields) {
    if (!length) continue;
    const value = item[name];
    if (typeof value === 'string' && (value.length < length[0] || value.length > length[1])) {
      return [name, `${name} must be between ${length[0]} and ${length[1]} characters`];
    }
  }
  return undefined;
}

export function text(item: Item, name: string, otherwise = ''): string {
  const value = item[name];
  return typeof value === 'string' ? value : otherwise;
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
