// Writes manifest.json, every node as JSON Schema, from the definitions; with --check it only tells whether the file is up to date.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeNode, type JsonSchema } from '../src/hosts/describe-node.ts';
import type { FormField } from '../src/hosts/node-form.ts';
import { type ErrorCode, errorCodes, type NodeDefinition, nodeDefinitions, RollcallError } from '../src/nodes/index.ts';

const dialect = 'https://json-schema.org/draft/2020-12/schema';
const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}manifest.json`;
const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { name: string; version: string };

const manifest = {
  /** Goes up when a reader of the former shape would misread this one. */
  manifest_version: 1,
  package: { name, version },
  about:
    'Each node takes `params` and returns `output`, or the object that `failure` describes. Beside the keywords of JSON Schema a parameter may ' +
    'have `x-format` (how to type it), `x-options` (values with their names; with `x-free` others too) and `x-options-source` (one of ' +
    '`options_sources`). Values are read loosely: "3" is a number, "" and null are not given.',
  nodes: nodeDefinitions.map(nodeEntry),
  options_sources: {
    credentials: 'The stored credentials: GET /api/credentials, or `rollcall credentials list`.',
    customer_groups: 'The customer groups of the store: BigcommerceGetCustomerGroups, `id` with `name`.',
    customer_attributes: 'The customer attributes of the store, by name: GET /api/options/customer_attributes.',
    countries: 'ISO 3166-1 alpha-2 codes: GET /api/options/countries.',
  },
  failure: failureSchema(),
  error_codes: Object.entries(errorCodes).map(([code, meaning]) => ({
    code,
    meaning,
    retryable: new RollcallError(code as ErrorCode, '').retryable,
  })),
};

const after = execFileSync(
  process.execPath,
  [`${root}node_modules/@biomejs/biome/bin/biome`, 'format', '--stdin-file-path=manifest.json'],
  { cwd: root, input: JSON.stringify(manifest), encoding: 'utf8' },
);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== readFileSync(file, 'utf8')) {
  console.error('manifest.json is out of date: node scripts/generate-manifest.ts');
  process.exitCode = 1;
}

function nodeEntry(definition: NodeDefinition) {
  const { form, card: _, params, output, ...rest } = describeNode(definition);
  const fields = form.flatMap((group) => group.fields);
  return {
    ...rest,
    params: { $schema: dialect, title: rest.title, ...withFields(params, fields) },
    output: { $schema: dialect, ...output },
    /** The parameters as a form groups them. */
    form: form.map(({ title, fields }) => ({ title, params: fields.map(({ param }) => param) })),
  };
}

/** A schema whose properties also say what people are shown. */
function withFields(schema: JsonSchema, fields: FormField[]): JsonSchema {
  const byName = new Map(fields.map((field) => [field.param, field]));
  const properties = Object.entries(schema.properties ?? {}).map(([param, property]) => {
    const field = byName.get(param);
    if (param === 'credentials_id')
      return [param, { title: 'Credential', ...property, 'x-options-source': 'credentials' }];
    return [param, field ? withField(property, field) : property];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function withField(property: JsonSchema, field: FormField): JsonSchema {
  const { label, format, options, options_source: source, free, fields } = field;
  return {
    title: label,
    ...property,
    ...(fields && { items: withFields(property.items!, fields) }),
    ...(format && { 'x-format': format }),
    ...(options && { 'x-options': options }),
    ...(source && { 'x-options-source': source }),
    ...(free && { 'x-free': true }),
  };
}

function failureSchema(): JsonSchema {
  const text = { type: 'string' };
  return {
    $schema: dialect,
    type: 'object',
    properties: {
      success: { const: false },
      error: {
        type: 'object',
        properties: {
          code: { enum: Object.keys(errorCodes) },
          message: text,
          param: { ...text, description: 'The parameter at fault.' },
          status: { type: 'integer', description: "HTTP status of BigCommerce's reply." },
          retryable: { type: 'boolean', description: 'The same call may succeed later.' },
          request_id: text,
          details: {
            type: 'object',
            properties: {
              customer_id: { type: 'integer' },
              customer_ids: { type: 'array', items: { type: 'integer' } },
              parts: { type: 'object', additionalProperties: text },
              retry_after_ms: { type: 'integer' },
              emails: { type: 'array', items: text },
              body: { ...text, description: "BigCommerce's own text." },
            },
          },
        },
        required: ['code', 'message', 'retryable'],
      },
      message: { ...text, description: 'What happened, to which item, and what to do next.' },
    },
    required: ['success', 'error', 'message'],
  };
}
