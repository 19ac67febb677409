import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import {
  type GivenOptions,
  type ImportOptions,
  type Mapping,
  type MappingFiles,
  readMapping,
} from '../imports/index.ts';
import { readParams } from '../nodes/index.ts';
import { invalidParam } from './invalid-param.ts';
import { isObject } from './is-object.ts';

/** May be chosen as long as an import rests. */
const runOptions = {
  if_exists: v.optional(
    v.pipe(v.picklist(['skip', 'update', 'fail']), v.description('What becomes of a customer that exists.')),
  ),
  newsletter: v.optional(v.pipe(v.boolean(), v.description('Carry newsletter consent, one call a person.'))),
  welcome_mails: v.optional(
    v.pipe(v.boolean(), v.description('BigCommerce mails each new customer that there is an account. Off by default.')),
  ),
  quota_share: v.optional(
    v.pipe(v.number(), v.description("The part of the store's quota that the import may use: above 0, at most 1.")),
  ),
  keep_days: v.optional(
    v.pipe(v.number(), v.integer(), v.description('Days after its end at which the rows are deleted; counts stay.')),
  ),
};

/** Need the file to be checked again. */
const checkOptions = {
  if_missing: v.optional(
    v.pipe(v.picklist(['create', 'skip']), v.description('What becomes of a row whose email nobody has.')),
  ),
  blank: v.optional(
    v.pipe(
      v.picklist(['keep', 'clear']),
      v.description('Whether a blank cell leaves a field of an existing customer as it is or empties it.'),
    ),
  ),
  duplicates: v.optional(
    v.pipe(
      v.picklist(['first', 'merge']),
      v.description('Rows with the email of an earlier row: skipped, or applied one after the other.'),
    ),
  ),
  check_existing: v.optional(
    v.pipe(v.boolean(), v.description('Ask the store during the check which customers exist.')),
  ),
  create_missing: v.optional(
    v.pipe(v.boolean(), v.description('Make groups and attributes that the file names and the store does not have.')),
  ),
};

const limit = v.optional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.description('Only so many further rows get a fate, then the import pauses.'),
  ),
);

/** What each action takes, `map` and `mapping` of check and start apart. */
export const actionSchemas = {
  check: v.object({ ...runOptions, ...checkOptions }),
  start: v.object({ limit, ...runOptions, ...checkOptions }),
  resume: v.object({ limit, ...runOptions }),
};

/** Only for the names in messages: a map may hold null, which the reader of parameters takes for "not given". */
const mapNames = { map: v.optional(v.string()), mapping: v.optional(v.string()) };
const readable = {
  check: v.object({ ...actionSchemas.check.entries, ...mapNames }),
  start: v.object({ ...actionSchemas.start.entries, ...mapNames }),
  resume: actionSchemas.resume,
};

export type ReadImportOptions = { limit?: number; options: GivenOptions };

/** The options of a check, a start or a resume. @throws {RollcallError} invalid_params that names the option */
export async function readImportOptions(
  action: keyof typeof actionSchemas,
  body: Record<string, unknown>,
  mappings: MappingFiles,
): Promise<ReadImportOptions> {
  const takesMaps = action !== 'resume';
  const { map, mapping, ...plain } = body;
  const read = readParams({ params: readable[action], rules: [] }, takesMaps ? plain : body) as GivenOptions & {
    limit?: number;
  };
  const { limit: rows, ...options } = read;
  if (takesMaps && isGiven(map)) options.map = readMap(map);
  if (takesMaps && mapping === null) options.mapping = null;
  else if (takesMaps && isGiven(mapping)) {
    options.mapping = await loadMapping(mapping, mappings);
    if (typeof mapping === 'string') options.mapping_from = mapping;
  }
  return { ...(rows !== undefined && { limit: rows }), options };
}

/** Whether these options ask for a check that the import has not had. */
export function needsCheck(given: GivenOptions, had: ImportOptions): boolean {
  return checkNames(given).some((name) => !isDeepStrictEqual(given[name] ?? undefined, had[name]));
}

/** Those of the options that a check is about. */
export function checkNames(given: GivenOptions): (keyof ImportOptions)[] {
  const names = [...Object.keys(checkOptions), 'map', 'mapping'] as (keyof ImportOptions)[];
  return names.filter((name) => given[name] !== undefined);
}

/** Those of the options that a start or a resume takes as they are. */
export function runOptionsOf(given: GivenOptions): GivenOptions {
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => name in runOptions && value !== undefined));
}

/** The actions that take nothing say so. @throws {RollcallError} invalid_params */
export function refuseOptions(action: string, body: Record<string, unknown>): void {
  const [name] = Object.keys(body);
  if (name === undefined) return;
  throw invalidParam(name, `${action} takes no options, but "${name}" came. Leave the body out, or send {}.`);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readMap(value: unknown): Record<string, string | null> {
  if (!isObject(value))
    throw invalidParam(
      'map',
      'map must be an object of columns and their targets: { "E-mail": "email", "Notes": null }.',
    );
  return Object.fromEntries(
    Object.entries(value).map(([column, target]) => {
      if (target === null || target === '') return [column, null];
      if (typeof target === 'string') return [column, target];
      throw invalidParam('map', `map must say as text where the column "${column}" goes, or null to carry it nowhere.`);
    }),
  );
}

/** A path is for the terminal: over HTTP it would read the server's files. */
async function loadMapping(value: unknown, mappings: MappingFiles): Promise<Mapping> {
  if (isObject(value)) return readMapping(value);
  if (typeof value !== 'string')
    throw invalidParam('mapping', 'mapping must be the name of a saved mapping, or a mapping.');
  return mappings.load(savedName(value));
}

/** @throws {RollcallError} invalid_params for what the terminal would take as a path */
export function savedName(name: string): string {
  if (!/[/\\]|\.json$/i.test(name)) return name;
  throw invalidParam(
    'mapping',
    `"${name}" is a path. Give the name of a saved mapping (GET /api/mappings), or the mapping itself.`,
  );
}
