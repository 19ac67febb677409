import { errorCodes, nodeDefinitions } from '../../nodes/index.ts';
import { describeNode, type NodeDescription } from '../describe-node.ts';
import { array, type Json, object, ref } from '../json-schemas.ts';
import { failureCodes } from './failure.ts';
import { credentialPaths, credentialSchemas } from './openapi-credentials.ts';
import { exportPaths } from './openapi-exports.ts';
import { checkSchema, optionPaths } from './openapi-forms.ts';
import { importSchemas } from './openapi-import-schemas.ts';
import { importPaths } from './openapi-imports.ts';
import { failures, idempotencyKey, jsonBody, notJson, ok, operation } from './openapi-operations.ts';
import { sandboxPaths, sandboxSchemas } from './openapi-sandbox.ts';
import { manyLimit } from './read-many.ts';

/** The API as an OpenAPI 3.1 document, made from the node definitions. */
export function openApi(version: string, serverUrl: string): Json {
  const nodes = nodeDefinitions.map(describeNode);
  const paths: Json = {
    '/api/nodes': {
      get: operation('listNodes', 'Nodes', 'Every node with its parameters, rules, effects and examples', {
        200: ok('The nodes', object({ nodes: array({ type: 'object' }) }, ['nodes'])),
      }),
    },
    ...optionPaths,
    ...credentialPaths,
    ...importPaths,
    ...exportPaths,
    ...sandboxPaths,
    '/api/console-links': {
      post: operation('makeConsoleLink', 'Service', 'A new one-time link to the console', {
        201: ok(
          'The link, to be opened at the address of the server',
          object({ path: { type: 'string' }, message: { type: 'string' } }, ['path']),
        ),
      }),
    },
    '/api/console-sessions': {
      delete: operation('endConsoleSessions', 'Service', 'Sign every browser out of the console', {
        200: ok('They are signed out', object({ success: { const: true }, message: { type: 'string' } }, ['success'])),
      }),
    },
    ...openPaths,
  };
  for (const node of nodes) Object.assign(paths, nodePaths(node));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version,
      description: 'Customers and orders of a BigCommerce store: each input ends in exactly one known fate.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [
      { name: 'Nodes' },
      { name: 'Credentials' },
      { name: 'Imports' },
      { name: 'Exports' },
      { name: 'Sandbox' },
      { name: 'Service' },
    ],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: '`rollcall api-key show` prints the key.' },
        session: { type: 'apiKey', in: 'cookie', name: 'rollcall_session', description: "The console's cookie." },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description:
            'The same key with the same body within 24 hours gets the first answer; with another body it is refused (409). ' +
            'A passing failure is not kept: one that is retryable, or unauthorized, forbidden, credentials_not_found, ' +
            'store_not_found or internal. The same key then runs the request again, of run-many only the items with such a failure.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      schemas: {
        Failure: failureSchema,
        ...credentialSchemas,
        ...importSchemas,
        ...sandboxSchemas,
        ...nodeSchemas(nodes),
      },
    },
  };
}

function nodePaths({ name, title, description, rules, examples, effects }: NodeDescription): Json {
  const text = [description, ...rules].join('\n\n');
  const parameters = effects.writes ? [idempotencyKey] : [];
  const result = ref(`${name}Output`);
  const run = {
    ...operation(`run${name}`, 'Nodes', title, { 200: ok('Done', result), ...failures(failureCodes), ...notJson }),
    description: text,
    parameters,
    requestBody: jsonBody(
      ref(`${name}Params`),
      Object.fromEntries(examples.map(({ title: summary, params }) => [slug(summary), { summary, value: params }])),
    ),
  };
  const many = object(
    {
      params: { ...ref(`${name}Defaults`), description: 'Parameters that all items share; an item overrides them.' },
      items: { type: 'array', maxItems: manyLimit, items: ref(`${name}Defaults`) },
    },
    ['items'],
  );
  const results = object(
    {
      results: array({ anyOf: [result, ref('Failure')] }),
      counts: object({ succeeded: { type: 'integer' }, failed: { type: 'integer' } }, ['succeeded', 'failed']),
    },
    ['results', 'counts'],
  );
  const runMany = {
    ...operation(`runMany${name}`, 'Nodes', `${title}: up to ${manyLimit} items`, {
      200: ok('One result per item, in order', results),
      ...failures(['invalid_params', 'too_large', 'credentials_not_found', 'idempotency_conflict']),
      ...notJson,
    }),
    description: text,
    parameters,
    requestBody: jsonBody(many, {
      items: { summary: 'Several items', value: { params: {}, items: examples.map(({ params }) => params) } },
    }),
  };
  const check = {
    ...operation(`check${name}`, 'Nodes', `${title}: check the parameters, without the store`, {
      200: ok('What running would refuse before it asks the store, and the call for other surfaces', checkSchema),
      ...failures(['invalid_params', 'too_large']),
      ...notJson,
    }),
    requestBody: jsonBody(ref(`${name}Defaults`), { empty: { summary: 'An empty form', value: {} } }),
  };
  return {
    [`/api/nodes/${name}/run`]: { post: run },
    [`/api/nodes/${name}/run-many`]: { post: runMany },
    [`/api/nodes/${name}/check`]: { post: check },
  };
}

function nodeSchemas(nodes: NodeDescription[]): Json {
  const schemas: Json = {};
  for (const { name, params, output } of nodes) {
    const credential = {
      type: 'string',
      description: 'Id of a stored credential; may be left out where exactly one is stored.',
    };
    const { required: _, ...rest } = params;
    const withCredential = { credentials_id: credential, ...params.properties };
    schemas[`${name}Params`] = { ...params, properties: withCredential };
    // An item may leave to the shared parameters what it needs, so nothing is required of either.
    schemas[`${name}Defaults`] = { ...rest, properties: withCredential };
    schemas[`${name}Output`] = output;
  }
  return schemas;
}

const failureSchema = object(
  {
    success: { const: false },
    error: object(
      {
        code: {
          type: 'string',
          enum: failureCodes,
          description: failureCodes.map((code) => `${code}: ${errorCodes[code]}`).join('\n'),
        },
        message: { type: 'string', description: 'What happened, to which item, and what to do next.' },
        param: { type: 'string', description: 'The parameter at fault.' },
        status: { type: 'integer', description: "HTTP status of BigCommerce's reply." },
        retryable: { type: 'boolean', description: 'Whether the same call may succeed later.' },
        request_id: { type: 'string' },
        details: { type: 'object', additionalProperties: true },
      },
      ['code', 'message', 'retryable'],
    ),
    message: { type: 'string' },
  },
  ['success', 'error', 'message'],
);

const open = (operationId: string, summary: string, responses: Json) => ({
  get: { ...operation(operationId, 'Service', summary, responses), security: [] },
});
const status = ok('Its state', object({ status: { type: 'string' } }, ['status']));
const openPaths: Json = {
  '/healthz': open('health', 'Whether the process answers', { 200: status }),
  '/readyz': open('readiness', 'Whether the database answers', { 200: status, 503: status }),
  '/metrics': open('metrics', 'Metrics for Prometheus', {
    200: { description: 'Metrics', content: { 'text/plain': { schema: { type: 'string' } } } },
  }),
  '/openapi.json': open('openapi', 'This document', { 200: ok('The document', { type: 'object' }) }),
};

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
