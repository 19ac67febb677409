import type { JsonSchema } from '../describe-node.ts';
import { jsonSchemaOf } from '../json-schema-of.ts';
import { array, type Json, json, moment, object, ref, text, whole } from '../json-schemas.ts';
import { actionSchemas } from '../read-import-options.ts';
import { listQuery } from './import-routes.ts';
import { importRowPaths, queryParameters } from './openapi-import-rows.ts';
import {
  failures,
  idempotencyKey,
  idParameter,
  jsonBody,
  notJson,
  ok,
  operation,
  refusal,
} from './openapi-operations.ts';

const maps = {
  map: {
    type: 'object',
    additionalProperties: { type: ['string', 'null'] },
    description: 'Header -> target; null carries the column nowhere.',
  },
  mapping: {
    anyOf: [
      { type: 'string', description: 'Name of a saved mapping.' },
      ref('ImportMapping'),
      { type: 'null', description: 'Takes off the one that was applied.' },
    ],
  },
};

function schemaOf(action: keyof typeof actionSchemas): JsonSchema {
  const schema = jsonSchemaOf(actionSchemas[action]);
  return {
    ...schema,
    properties: { ...schema.properties, ...(action !== 'resume' && maps) } as Record<string, JsonSchema>,
    additionalProperties: false,
  };
}

const unknownImport = failures(['not_found']);

function action(name: string, summaryText: string, schema: JsonSchema, responses: Json, example: Json = {}): Json {
  return {
    [`/api/imports/{id}/${name}`]: {
      post: {
        ...operation(`${name}Import`, 'Imports', summaryText, {
          ...responses,
          ...failures([
            'invalid_params',
            'not_found',
            'credentials_not_found',
            'idempotency_conflict',
            'too_large',
            'unauthorized',
            'forbidden',
          ]),
          ...notJson,
        }),
        parameters: [idParameter, idempotencyKey],
        requestBody: { ...jsonBody(schema, { options: { summary: summaryText, value: example } }), required: false },
      },
    },
  };
}

const done = { 200: ok('The import', ref('ImportLine')) };
const nothing: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };
const later = (what: string): Json => ({
  202: ok(`It takes more than twenty seconds. ${what}. GET the import, or follow its events.`, ref('ImportState')),
});
const stream = (description: string, type: string): Json => ({ description, content: { [type]: { schema: text } } });

export const importPaths: Json = {
  '/api/imports': {
    get: {
      ...operation('listImports', 'Imports', 'Imports, the newest first', {
        200: ok(
          'The imports',
          object(
            {
              imports: array(ref('ImportLine')),
              next: { ...text, description: '`after` of the next page; absent on the last one.' },
            },
            ['imports'],
          ),
        ),
        ...failures(['invalid_params', 'not_found']),
      }),
      parameters: queryParameters(listQuery),
    },
    post: {
      ...operation(
        'uploadImport',
        'Imports',
        'Upload a file; it is checked at once, and nothing is sent to the store',
        {
          201: {
            ...ok('It is being checked', ref('ImportState')),
            headers: {
              'X-Content-SHA256': { description: 'Of the file, where an Idempotency-Key came with it.', schema: text },
            },
          },
          415: refusal('invalid_params: The file came as a form.'),
          ...failures(['invalid_params', 'too_large', 'credentials_not_found', 'idempotency_conflict']),
        },
      ),
      description:
        'The body is the file as it is: CSV (comma, semicolon, tab or pipe; UTF-8, UTF-16 or Windows-1252), NDJSON or a JSON array, or gzip of these.',
      parameters: [
        {
          name: 'credentials_id',
          in: 'query',
          description: 'Id of a stored credential; may be left out where exactly one is stored.',
          schema: text,
        },
        { name: 'filename', in: 'query', description: 'For people.', schema: { type: 'string', maxLength: 255 } },
        idempotencyKey,
      ],
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
    },
  },
  '/api/imports/{id}': {
    get: {
      ...operation('getImport', 'Imports', 'An import with its check and its progress', {
        200: ok('The import', ref('Import')),
        ...unknownImport,
      }),
      parameters: [idParameter],
    },
  },
  ...action(
    'check',
    'Check the file again, with other options',
    schemaOf('check'),
    { 200: ok('What the check found', ref('ImportCheck')), ...later('The check goes on') },
    { if_exists: 'update', map: { 'E-mail': 'email', Notes: null } },
  ),
  ...action(
    'start',
    'Start the import; options that need another check cause it first',
    schemaOf('start'),
    { ...done, ...later('The check goes on; once it is through the import starts by itself, unless it is paused') },
    { limit: 100 },
  ),
  ...action('resume', 'Resume a paused import', schemaOf('resume'), {
    ...done,
    ...later('A check of the file goes on'),
  }),
  ...action('pause', 'Pause: requests in flight end, the rest stays pending', nothing, done),
  ...action('cancel', 'Cancel for good: what has a fate keeps it', nothing, done),
  ...action('retry', 'Try the failed rows once more', nothing, done),
  ...importRowPaths,
  '/api/imports/{id}/report/{kind}': {
    get: {
      ...operation('getImportReport', 'Imports', 'A file of the report', {
        200: {
          description: 'The file. Rejects have the form of the input: correct them and import that file.',
          headers: {
            'Content-Disposition': {
              description: 'Names it after the file that was imported: customers-rejects.csv.',
              schema: text,
            },
          },
          content: {
            'text/csv': { schema: text },
            'application/x-ndjson': { schema: text },
            'application/json': { schema: json },
          },
        },
        ...unknownImport,
      }),
      parameters: [
        idParameter,
        {
          name: 'kind',
          in: 'path',
          required: true,
          schema: { type: 'string', enum: ['results', 'rejects', 'warnings', 'summary'] },
        },
      ],
    },
  },
  '/api/imports/{id}/events': {
    get: {
      ...operation('followImport', 'Imports', 'What happens to an import, as server-sent events', {
        200: stream(
          '`snapshot` first, with what GET of the import gives, the history of its run included; `progress` with the numbers, live and progress whenever they changed; `end`, again with all, when the import rests. A check ends it too: well, with the reason why it failed, or, a minute after the process died that ran it, with the reason `interrupted`; then it can be asked for again. A comment comes where nothing else did for fifteen seconds.',
          'text/event-stream',
        ),
        ...unknownImport,
        429: {
          ...refusal('rate_limited: As many event streams are open as the server keeps. GET the import instead.'),
          headers: { 'Retry-After': { description: 'Seconds', schema: whole } },
        },
      }),
      parameters: [idParameter],
    },
  },
  '/api/mappings': {
    get: operation('listMappings', 'Imports', 'Saved mappings, which belong to no store', {
      200: ok(
        'The mappings',
        object({ mappings: array(object({ name: text, columns: whole, template: text, saved_at: moment })) }, [
          'mappings',
        ]),
      ),
    }),
    post: {
      ...operation('saveMapping', 'Imports', 'Save a mapping under a name, or replace it', {
        201: ok('Saved', object({ success: { const: true }, name: text, message: text })),
        ...failures(['invalid_params', 'too_large', 'idempotency_conflict']),
        ...notJson,
      }),
      parameters: [idempotencyKey],
      requestBody: jsonBody(object({ name: text, mapping: ref('ImportMapping') }, ['name', 'mapping']), {
        shop: {
          summary: 'Two columns',
          value: { name: 'old shop', mapping: { version: 1, columns: { 'E-mail': 'email', Notes: null } } },
        },
      }),
    },
  },
  '/api/mappings/targets': {
    get: operation('listMappingTargets', 'Imports', 'Everything that a column can be mapped to, for a form', {
      200: ok(
        'The targets, group by group',
        object(
          {
            targets: array(
              object(
                {
                  target: { type: ['string', 'null'], description: 'null carries the column nowhere.' },
                  title: text,
                  group: text,
                  description: text,
                  also: {
                    ...array(text),
                    description:
                      'Words that it is found by beside its title, in seven languages: "plz" of the postal code.',
                  },
                  example: { ...text, description: 'Of an open-ended target, one that it may be.' },
                  pattern: {
                    ...text,
                    description: 'Of an open-ended target, a regular expression for all that it may be.',
                  },
                },
                ['target', 'title', 'group', 'description', 'also'],
              ),
            ),
          },
          ['targets'],
        ),
      ),
    }),
  },
  '/api/mappings/{name}': {
    get: {
      ...operation('getMapping', 'Imports', 'A saved mapping', {
        200: ok('The mapping', object({ name: text, mapping: ref('ImportMapping') })),
        ...failures(['not_found']),
      }),
      parameters: [{ name: 'name', in: 'path', required: true, schema: text }],
    },
  },
};
