import * as v from 'valibot';
import { type GivenOptions, type MappingFiles, targets } from '../../../imports/index.ts';
import { readParams } from '../../../nodes/index.ts';
import type { JsonSchema } from '../../describe-node.ts';
import { invalidParam } from '../../invalid-param.ts';
import { actionSchemas, readImportOptions } from '../../read-import-options.ts';
import { parseJson } from '../parse-json.ts';
import { refuseUnknown } from '../refuse-unknown.ts';
import { mostRows, readRows } from './read-rows.ts';
import { schemaOf } from './schema-of.ts';

/** Exactly one of these is what is checked. */
export type CheckSource = { rows: string } | { importId: string } | { path: string };

export type CheckParams = { source: CheckSource; credentialsId?: string; limit?: number; options: GivenOptions };

const text = (description: string) => v.optional(v.pipe(v.string(), v.maxLength(4_096), v.description(description)));

const own = v.object({
  import_id: text('An import whose file was uploaded over HTTP or in the console, or rows that were checked before.'),
  path: text('A file in the folder of --files: relative to it, or absolute inside it.'),
  credentials_id: text('The store: id or label of a stored credential. May be left out where there is one.'),
  limit: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('A pilot: a start sends only so many rows, then the import pauses and can be resumed.'),
    ),
  ),
});

/** The input of check_import; `path` only where files may be read. */
export function checkInputSchema(takesFiles: boolean): JsonSchema & { type: 'object' } {
  const { path, ...rest } = schemaOf(own).properties ?? {};
  return {
    type: 'object',
    properties: {
      rows: {
        type: 'array',
        description: `Customers as objects, ${mostRows} at most: the keys are column names, as in a file. Give exactly one of rows, import_id${takesFiles ? ' and path' : ''}.`,
        minItems: 1,
        maxItems: mostRows,
        items: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
        examples: [[{ email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' }]],
      },
      ...(takesFiles && path && { path }),
      ...rest,
      map: {
        type: 'object',
        description: `Column -> target, for columns that are not recognised or go elsewhere; null leaves one out. Targets: ${targetNames().join(', ')}.`,
        additionalProperties: { type: ['string', 'null'] },
        examples: [{ 'E-mail': 'email', Notes: null }],
      },
      mapping: {
        type: ['string', 'object', 'null'],
        description: 'Name of a saved mapping, or a whole mapping; null takes off the one that was applied.',
      },
      ...schemaOf(actionSchemas.check).properties,
    },
    additionalProperties: false,
  };
}

/** @throws {RollcallError} invalid_params */
export async function readCheckParams(
  args: Record<string, unknown>,
  { mappings, takesFiles }: { mappings: MappingFiles; takesFiles: boolean },
): Promise<CheckParams> {
  const { rows, import_id, path, credentials_id, limit, ...rest } = withObjects(args);
  const known = Object.keys(checkInputSchema(takesFiles).properties ?? {});
  refuseUnknown('check_import', [{ known, each: [{ path: '', params: rest }] }]);
  const given = readParams({ params: own, rules: [] }, { import_id, path, credentials_id, limit });
  const hasRows = rows !== undefined && rows !== null && rows !== '';
  if (given.path !== undefined && !takesFiles)
    throw invalidParam(
      'path',
      'No file can be read here: the user must start the server as rollcall mcp --files FOLDER for that. Give rows, or the import_id of a file that was uploaded.',
    );
  const named = [hasRows, given.import_id !== undefined, given.path !== undefined].filter(Boolean).length;
  if (named !== 1)
    throw invalidParam(
      'rows',
      `Give exactly one of rows, import_id${takesFiles ? ' and path' : ''}: ${named === 0 ? 'none' : named} came.`,
    );
  const { options } = await readImportOptions('check', rest, mappings);
  refusePasswords(options);
  return {
    source: hasRows
      ? { rows: readRows(rows) }
      : given.import_id !== undefined
        ? { importId: given.import_id }
        : { path: given.path! },
    ...(given.credentials_id !== undefined && { credentialsId: given.credentials_id }),
    ...(given.limit !== undefined && { limit: given.limit }),
    options,
  };
}

/** Models write objects as their JSON text, too; a name of a mapping is none. */
function withObjects({ ...args }: Record<string, unknown>): Record<string, unknown> {
  for (const name of ['map', 'mapping']) {
    const given = args[name];
    if (typeof given !== 'string' || !given.trim().startsWith('{')) continue;
    const read = parseJson(given);
    if (read === undefined)
      throw invalidParam(name, `${name} is no JSON text of an object: { "E-mail": "email", "Notes": null }.`);
    args[name] = read;
  }
  return args;
}

/** As in the tools of the nodes: a password that a model was shown is none. */
function refusePasswords({ map, mapping }: GivenOptions): void {
  const found = Object.entries({ ...mapping?.columns, ...map }).find(([, target]) => target === password);
  if (!found) return;
  throw invalidParam(
    'map',
    `The column "${found[0]}" goes to ${password}, and passwords are not set through agents. Leave the column out (null); customers choose a new password at their first login.`,
  );
}

const password = 'new_password';

function targetNames(): string[] {
  return targets.map(({ name }) => name).filter((name) => name !== password);
}
