import { toJsonSchema } from '@valibot/to-json-schema';
import { importStates } from '../../imports/index.ts';
import type { JsonSchema } from '../describe-node.ts';
import { problemsQuery } from './import-routes.ts';
import {
  array,
  failures,
  idempotencyKey,
  idParameter,
  type Json,
  jsonBody,
  notJson,
  object,
  ok,
  operation,
  ref,
  refusal,
} from './openapi-parts.ts';
import { actionSchemas } from './read-import-options.ts';

const whole = { type: 'integer' };
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const json = { type: 'object', additionalProperties: true };

const counts = {
  rows: { ...whole, description: 'Data records of the file.' },
  created: whole,
  updated: whole,
  unchanged: whole,
  skipped: whole,
  rejected: { ...whole, description: 'This data is refused: correct it.' },
  failed: { ...whole, description: 'It may work later: retry.' },
  pending: { ...whole, description: 'Rows without a fate. rows = fates + pending.' },
  warnings: whole,
  requests: whole,
  seconds: { type: 'number' },
};
const state = { type: 'string', enum: importStates };
const summary = {
  import_id: text,
  state,
  ...counts,
  report: { ...text, description: 'Folder of the report on the machine of Rollcall.' },
  next: { ...text, description: 'The command that takes you on.' },
  reason: { ...object({ code: text, message: text }), description: 'Why it does not go on.' },
};
const line = {
  ...summary,
  file: text,
  credentials_id: text,
  store_hash: text,
  store_name: text,
  created_at: moment,
  started_at: moment,
  ended_at: moment,
  purged_at: moment,
  wanted: { type: 'string', enum: ['pause', 'cancel'], description: 'What was asked for and has not happened yet.' },
  limit: { ...whole, description: 'A pilot: only so many rows get a fate.' },
};
const problemGroup = object(
  {
    code: text,
    count: whole,
    message: text,
    what_to_do: text,
    column: text,
    lines: { ...array(whole), description: 'The first hundred.' },
    first_lines: array(whole),
    rejects: { type: 'boolean', description: 'The row is left out; else it gets in without something.' },
  },
  ['code', 'count', 'message', 'what_to_do', 'lines', 'rejects'],
);
const check = {
  rows: whole,
  would: object({ created: whole, updated: whole, unchanged: whole, skipped: whole, rejected: whole }),
  problems: array(problemGroup),
  calls: whole,
  hours: { type: 'number' },
  parts: array(object({ part: text, count: whole, calls: whole, hours: { type: 'number' } })),
  quota: json,
  store_credit_total: { type: 'number' },
  newsletter: json,
  duplicates: whole,
  existing: json,
  unmapped: { ...array(text), description: 'Columns that are not carried.' },
  judged: { ...array(json), description: 'Tags, roles, foreign groups and the like, with their values.' },
};
const decisions = {
  options: json,
  source: { ...json, description: 'What the file is: format, delimiter, encoding.' },
  columns: array(
    object({ column: text, target: { type: ['string', 'null'] }, why: text, note: text, samples: array(text) }),
  ),
  needs_choice: array(text),
  mapping: ref('ImportMapping'),
  template: object({ id: text, title: text }),
};

export const importSchemas: Json = {
  ImportLine: object(line, ['import_id', 'state', 'rows', 'pending', 'file', 'credentials_id', 'created_at']),
  Import: object(
    {
      ...line,
      ...decisions,
      check: object(check),
      live: { ...json, description: 'Quota, pace and waits, as the worker last saw them.' },
      progress: object({ rows: whole, bytes_read: whole, bytes: whole }),
    },
    ['import_id', 'state', 'rows', 'pending', 'file', 'credentials_id', 'created_at', 'options'],
  ),
  ImportCheck: object({ import_id: text, state: { const: 'ready' }, file: text, ...check, ...decisions, next: text }, [
    'import_id',
    'state',
    'rows',
    'would',
    'problems',
  ]),
  ImportPending: {
    ...object({ import_id: text, state }, ['import_id', 'state']),
    description: 'It takes longer than twenty seconds and goes on. GET the import, or follow its events.',
  },
  ImportMapping: object(
    {
      version: { const: 1 },
      template: text,
      columns: {
        type: 'object',
        additionalProperties: { type: ['string', 'null'] },
        description: 'Header -> target; null is not carried.',
      },
      group_rules: array(object({ column: text, value: text, group: text }, ['column', 'value', 'group'])),
    },
    ['version', 'columns'],
  ),
};

const maps = {
  map: {
    type: 'object',
    additionalProperties: { type: ['string', 'null'] },
    description: 'Header -> target; null carries the column nowhere.',
  },
  mapping: { anyOf: [{ type: 'string', description: 'Name of a saved mapping.' }, ref('ImportMapping')] },
};

function schemaOf(action: keyof typeof actionSchemas): JsonSchema {
  const { $schema: _, ...schema } = toJsonSchema(actionSchemas[action], { target: 'draft-2020-12', typeMode: 'input' });
  const { properties } = schema as JsonSchema;
  return {
    ...(schema as JsonSchema),
    properties: { ...properties, ...(action !== 'resume' && maps) } as Record<string, JsonSchema>,
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
const later = (what: string): Json => ({ 202: ok(what, ref('ImportPending')) });
const stream = (description: string, type: string): Json => ({ description, content: { [type]: { schema: text } } });

export const importPaths: Json = {
  '/api/imports': {
    get: operation('listImports', 'Imports', 'Imports, the newest first', {
      200: ok('The imports', object({ imports: array(ref('ImportLine')) }, ['imports'])),
    }),
    post: {
      ...operation(
        'uploadImport',
        'Imports',
        'Upload a file; it is checked at once, and nothing is sent to the store',
        {
          201: {
            ...ok('It is being checked', ref('ImportPending')),
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
    { ...done, ...later('A check goes on; once it is through the import starts by itself') },
    { limit: 100 },
  ),
  ...action('resume', 'Resume a paused import', schemaOf('resume'), { ...done, ...later('A check goes on') }),
  ...action('pause', 'Pause: requests in flight end, the rest stays pending', nothing, done),
  ...action('cancel', 'Cancel for good: what has a fate keeps it', nothing, done),
  ...action('retry', 'Try the failed rows once more', nothing, done),
  '/api/imports/{id}/problems': {
    get: {
      ...operation(
        'listImportProblems',
        'Imports',
        'Problems that the check found, row by row in the order of the file',
        {
          200: ok(
            'A page; `next` is the `after` of the next one',
            object({ problems: array(json), next: whole }, ['problems']),
          ),
          ...failures(['invalid_params', 'not_found']),
        },
      ),
      parameters: [
        idParameter,
        ...Object.entries((toJsonSchema(problemsQuery) as JsonSchema).properties!).map(([name, schema]) => ({
          name,
          in: 'query',
          schema,
        })),
      ],
    },
  },
  '/api/imports/{id}/rows/{line}': {
    get: {
      ...operation('getImportRow', 'Imports', 'All that happened to the row on a line of the file', {
        200: ok('The life of the row', json),
        ...failures(['invalid_params', 'not_found']),
      }),
      parameters: [idParameter, { name: 'line', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
    },
  },
  '/api/imports/{id}/report/{kind}': {
    get: {
      ...operation('getImportReport', 'Imports', 'A file of the report', {
        200: {
          description: 'The file. Rejects have the form of the input: correct them and import that file.',
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
          '`snapshot` first, with what GET of the import gives; `progress` with the numbers, live and progress whenever they changed; `end`, again with all, when the import rests.',
          'text/event-stream',
        ),
        ...unknownImport,
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
  '/api/mappings/{name}': {
    get: {
      ...operation('getMapping', 'Imports', 'A saved mapping', {
        200: ok('The mapping', object({ name: text, mapping: ref('ImportMapping') })),
        ...failures(['invalid_params']),
      }),
      parameters: [{ name: 'name', in: 'path', required: true, schema: text }],
    },
  },
};
