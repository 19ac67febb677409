import type { GenericSchema } from 'valibot';
import { nearestName } from './nearest-name.ts';
import { hintFor } from './unknown-name.ts';

/** One thing that is wrong with the parameters. */
export type Problem = { param: string; message: string };

/**
 * Turns a loose value into what the schema asks for; undefined where it is not given or not readable, and then `problems` says
 * why. `path` names the value in messages: `addresses[0].city`.
 */
export type Reader = (value: unknown, path: string, problems: Problem[]) => unknown;

/** What of valibot's plain data the readers look at. */
type SchemaData = {
  type: string;
  wrapped?: SchemaData;
  default?: unknown;
  entries?: Record<string, SchemaData>;
  item?: SchemaData;
  key?: SchemaData;
  value?: SchemaData;
  options?: unknown[];
  pipe?: CheckData[];
};
type CheckData = { kind: string; type: string; requirement?: unknown; message?: unknown };

type Check = (value: never) => string | undefined;

/** Makes the reader of a schema, once. @throws {TypeError} on a schema that it cannot read: a defect of the definition */
export function compileReader(schema: GenericSchema | SchemaData): Reader {
  const data = schema as SchemaData;
  const read = compileType(data);
  const checks = (data.pipe ?? []).filter(({ kind }) => kind === 'validation').map(compileCheck);
  if (checks.length === 0) return read;
  return (raw, path, problems) => {
    const value = read(raw, path, problems);
    if (value === undefined) return undefined;
    for (const check of checks) {
      const wrong = check(value as never);
      if (wrong !== undefined) {
        problems.push({ param: path, message: `${path} ${wrong}` });
        return undefined;
      }
    }
    return value;
  };
}

function compileType(schema: SchemaData): Reader {
  switch (schema.type) {
    case 'optional':
      return compileOptional(schema);
    case 'string':
      return readString;
    case 'number':
      return readNumber;
    case 'boolean':
      return readBoolean;
    case 'picklist':
      return compilePicklist(schema.options as (string | number)[]);
    case 'array':
      return compileArray(schema);
    case 'record':
      return compileRecord(schema.value!);
    case 'object':
      return compileObject(schema.entries!);
    case 'union':
      return compileUnion(schema.options as SchemaData[]);
    default:
      throw new TypeError(`No reader for a schema of type ${schema.type}`);
  }
}

function compileOptional({ wrapped, default: fallback }: SchemaData): Reader {
  const read = compileReader(wrapped!);
  if (fallback === undefined) return read;
  return (raw, path, problems) => {
    const before = problems.length;
    const value = read(raw, path, problems);
    return value === undefined && problems.length === before ? fallback : value;
  };
}

function readString(value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value === 'string') {
    const text = value.trim();
    return text === '' ? undefined : sound(text, path, problems);
  }
  if (value === undefined || value === null) return undefined;
  if (isDate(value)) return value.toISOString();
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return refuse(
      path,
      'must be text, in quotes: a number of more than 15 digits loses its last ones on the way',
      value,
      problems,
    );
  if ((typeof value === 'number' && Number.isFinite(value)) || typeof value === 'bigint') return String(value);
  return refuse(path, 'must be text', value, problems);
}

/** The text, unless it cannot travel: no URL takes half of a character, and no store keeps a NUL. */
function sound(text: string, path: string, problems: Problem[]): string | undefined {
  const isCut = !text.isWellFormed();
  if (!isCut && !text.includes('\0')) return text;
  const why = isCut
    ? 'holds half of a character, as is left where a text is cut within an emoji. Delete it, or type the text anew.'
    : 'holds a NUL, a character that no text has. Delete it, or type the text anew.';
  problems.push({ param: path, message: `${path} ${why}` });
  return undefined;
}

/** Also one of another realm, as a workflow tool hands it over. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN((value as Date).getTime());
}

const decimal = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (isBlank(value)) return undefined;
  if (typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (decimal.test(text) && Number.isFinite(Number(text))) return Number(text);
  return refuse(path, 'must be a number', value, problems);
}

const truths = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['1', true],
  ['0', false],
]);

function readBoolean(value: unknown, path: string, problems: Problem[]): unknown {
  if (isBlank(value)) return undefined;
  const known = truths.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
  return known ?? refuse(path, 'must be true or false', value, problems);
}

function compilePicklist(options: (string | number)[]): Reader {
  const byName = new Map<string, string | number>();
  for (const option of options) {
    const name = foldName(option);
    byName.set(name, option);
    // `last_name` means `last_name:asc`.
    if (name.endsWith(':asc')) byName.set(name.slice(0, -4), option);
  }
  return (value, path, problems) => {
    if (isBlank(value)) return undefined;
    const known = typeof value === 'string' || typeof value === 'number' ? byName.get(foldName(value)) : undefined;
    if (known !== undefined) return known;
    const near = nearestName(show(value), options.map(String));
    if (near === undefined) return refuse(path, `must be one of ${options.join(', ')}`, value, problems);
    // The list may be long.
    const message = `${path} cannot be ${show(value)}. Did you mean ${near}? It must be one of ${options.join(', ')}.`;
    problems.push({ param: path, message });
    return undefined;
  };
}

function compileArray({ item: itemSchema, pipe = [] }: SchemaData): Reader {
  const read = compileReader(itemSchema!);
  // Numbers, and text of a form of its own such as emails, hold none of what people write between them.
  const isPlain = itemSchema!.type === 'number' || itemSchema!.pipe?.some(({ type }) => type === 'regex');
  const separator = isPlain ? /[,;\s]+/ : ',';
  const least = pipe.find(({ type }) => type === 'min_length');
  return (value, path, problems) => {
    if (isBlank(value)) return undefined;
    const raw = listOf(value, path, separator, problems);
    if (!raw) return undefined;
    const before = problems.length;
    const items: unknown[] = [];
    raw.forEach((one, position) => {
      const item = read(one, `${path}[${position}]`, problems);
      if (item !== undefined) items.push(item);
    });
    if (items.length === 0 && problems.length === before && least) {
      const came = typeof value === 'string' ? show(value) : raw.length === 0 ? 'an empty list' : 'a list of blanks';
      problems.push({
        param: path,
        message: `${path} must hold at least one value, but ${came} came.${said(least.message)}`,
      });
    }
    return items.length === 0 || problems.length > before ? undefined : items;
  };
}

/** The items of an array, of JSON text, of text with separators, or one item alone. */
function listOf(value: unknown, path: string, separator: RegExp | string, problems: Problem[]): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [value];
  const text = value.trim();
  if (!text.startsWith('[') && !text.startsWith('{')) return text.split(separator);
  const parsed = parseJson(text);
  if (parsed === undefined) return refuse(path, 'must be a list, or its JSON text', value, problems);
  return Array.isArray(parsed) ? parsed : [parsed];
}

/** Names are the user's own. */
function compileRecord(valueSchema: SchemaData): Reader {
  const read = compileReader(valueSchema);
  return (value, path, problems) => {
    const raw = objectOf(value, path, problems);
    if (!raw) return undefined;
    const before = problems.length;
    const entries: [string, unknown][] = [];
    for (const name of Object.keys(raw)) {
      const item = read(raw[name], `${path}.${name.trim()}`, problems);
      if (item !== undefined) entries.push([name.trim(), item]);
    }
    return entries.length === 0 || problems.length > before ? undefined : Object.fromEntries(entries);
  };
}

/** The reader of an object: unknown names are refused, required ones demanded. */
export function compileObject(entries: Record<string, SchemaData>): Reader {
  const names = Object.keys(entries);
  const readers = new Map(names.map((name) => [name, compileReader(entries[name]!)]));
  const fallbacks = names.filter((name) => entries[name]!.default !== undefined);
  const required = names.filter((name) => entries[name]!.type !== 'optional');
  return (value, path, problems) => {
    const raw = objectOf(value, path, problems);
    if (!raw) return undefined;
    const before = problems.length;
    const result: Record<string, unknown> = {};
    let isListed = false;
    for (const name of Object.keys(raw)) {
      const at = path === '' ? name : `${path}.${name}`;
      const read = readers.get(name);
      if (read) {
        const found = problems.length;
        const item = read(raw[name], at, problems);
        if (item !== undefined) result[name] = item;
        const other = problems.length > found ? otherParamFor(name, raw[name], readers) : undefined;
        if (other !== undefined) problems.at(-1)!.message += ` ${other}`;
      } else if (raw[name] !== undefined) {
        const hint = hintFor(name, names, raw[name]);
        // All names there are: once is enough.
        const known = isListed ? '' : `: known are ${names.join(', ')}`;
        problems.push({
          param: at,
          message: `unknown parameter "${at}"${hint === undefined ? `${known}.` : `: ${hint}`}`,
        });
        isListed ||= hint === undefined;
      }
    }
    for (const name of fallbacks)
      if (result[name] === undefined && !Object.hasOwn(raw, name)) result[name] = entries[name]!.default;
    for (const name of required) {
      const at = path === '' ? name : `${path}.${name}`;
      if (result[name] === undefined && !problems.some(({ param }) => isWithin(param, at)))
        problems.push({ param: at, message: `${at} is missing: it is required.` });
    }
    return problems.length > before || (path !== '' && Object.keys(result).length === 0) ? undefined : result;
  };
}

/** Where to give what this parameter cannot take: several of it, or the name of what it wants the id of. */
function otherParamFor(name: string, value: unknown, known: Map<string, Reader>): string | undefined {
  if (Array.isArray(value)) return known.has(`${name}s`) ? `Give several as ${name}s.` : undefined;
  const named = name.replace(/_id$/, '');
  const isName = named !== name && typeof value === 'string' && Number.isNaN(Number(value));
  return isName && known.has(named) ? `Give a name as ${named}.` : undefined;
}

function isWithin(param: string, path: string): boolean {
  return param === path || param.startsWith(`${path}.`) || param.startsWith(`${path}[`);
}

function objectOf(value: unknown, path: string, problems: Problem[]): Record<string, unknown> | undefined {
  const given = typeof value === 'string' && path !== '' ? (parseJson(value.trim()) ?? value) : value;
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Record<string, unknown>;
  if (path !== '' && isBlank(value)) return undefined;
  if (path !== '') return refuse(path, 'must be an object', value, problems);
  problems.push({ param: 'params', message: `The parameters must be one object, but ${show(value)} came.` });
  return undefined;
}

/** The option whose kind of value came as it is, else the first that can read it. */
function compileUnion(options: SchemaData[]): Reader {
  const readers = options.map((option) => ({ kind: option.type, read: compileReader(option) }));
  return (value, path, problems) => {
    if (isBlank(value)) return undefined;
    const kind = Array.isArray(value) ? 'array' : typeof value;
    const exact = readers.find((option) => option.kind === kind);
    if (exact) return exact.read(value, path, problems);
    let first: Problem[] = [];
    for (const { read } of readers) {
      const scratch: Problem[] = [];
      const result = read(value, path, scratch);
      if (scratch.length === 0) return result;
      if (first.length === 0) first = scratch;
    }
    problems.push(...first);
    return undefined;
  };
}

function compileCheck({ type, requirement, message }: CheckData): Check {
  const wanted = requirement as number;
  switch (type) {
    case 'integer':
      return (value: number) =>
        Number.isSafeInteger(value) ? undefined : `must be a whole number, but ${value} came.`;
    case 'min_value':
      return (value: number) => (value >= wanted ? undefined : `is ${value}; the least is ${wanted}.`);
    case 'max_value':
      return (value: number) => (value <= wanted ? undefined : `is ${value}; the most is ${wanted}.${said(message)}`);
    case 'min_length':
      return (value: string | unknown[]) =>
        value.length >= wanted ? undefined : `has ${counted(value)}; at least ${wanted} are needed.`;
    case 'max_length':
      return (value: string | unknown[]) =>
        value.length <= wanted ? undefined : `has ${counted(value)}; at most ${wanted} are taken.${said(message)}`;
    case 'regex':
      return (value: string) =>
        (requirement as RegExp).test(value) ? undefined : `must be ${message}, but ${show(value)} came.`;
    default:
      throw new TypeError(`No check for a schema action of type ${type}`);
  }
}

function said(message: unknown): string {
  return typeof message === 'string' ? ` ${message}` : '';
}

function counted(value: string | unknown[]): string {
  const [one, many] = typeof value === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return `${value.length} ${value.length === 1 ? one : many}`;
}

/** Blank is not given. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function foldName(value: string | number): string {
  return String(value)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function refuse(path: string, wanted: string, value: unknown, problems: Problem[]): undefined {
  problems.push({ param: path, message: `${path} ${wanted}, but ${show(value)} came.` });
}

/** A short sign of a value, safe for any value. */
function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof value}`;
  }
}
