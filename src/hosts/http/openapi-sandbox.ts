import type { JsonSchema } from '../describe-node.ts';
import { jsonSchemaOf } from '../json-schema-of.ts';
import { array, type Json, object, ref, text } from '../json-schemas.ts';
import { failures, idempotencyKey, jsonBody, notJson, ok, operation } from './openapi-operations.ts';
import { sandboxBodies } from './sandbox-routes.ts';

const natural = { type: 'integer', minimum: 0 };
const counts = { type: 'object', additionalProperties: natural };
const countsBy = { type: 'object', additionalProperties: counts };

const fault = {
  ...object(
    {
      kind: { ...text, description: 'One of the `kinds`.' },
      match: { ...text, default: '*', description: 'Method and path prefix, such as `POST /v3/customers`.' },
      rate: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 1,
        description: "How often; of `quota-thief` its part of each window's quota.",
      },
      count: { type: 'integer', minimum: 0, description: 'At most so many times.' },
      skip: { type: 'integer', minimum: 0, default: 0, description: 'Leaves the first matching requests alone.' },
      seed: { type: 'integer', default: 1, description: 'The same seed meets the same requests.' },
      delay_ms: { type: 'integer', minimum: 0, default: 3000, description: '`late-commit`: until the write is done.' },
      status: { type: 'integer', minimum: 500, maximum: 599, description: '`5xx`: always this status.' },
      reply: { ...text, enum: ['no-culprit', 'culprit', '5xx', 'lost'], description: '`partial` and `late-commit`.' },
    },
    ['kind'],
  ),
  additionalProperties: false,
};

const stats = object({
  started_at: { ...natural, description: 'Milliseconds since 1970.' },
  now: natural,
  total_requests: natural,
  requests: { ...countsBy, description: 'By endpoint, then by status, `lost` or `truncated`.' },
  items_per_post: { ...countsBy, description: 'By endpoint, then by number of items: how many requests held so many.' },
  max_in_flight: counts,
  in_flight: natural,
  windows: {
    ...array(
      object({ started_at: natural, quota: natural, used: natural, thief: natural, left: natural, refused: natural }),
    ),
    description: 'The latest 60 quota windows, the current one last; empty where the quota is unlimited.',
  },
  refused: { ...object({ quota: natural, concurrency: natural, fault: natural }), description: '429s by reason.' },
  created_by: { ...countsBy, description: 'Rows made, by caller and kind; the 20 callers that made most.' },
  faults: { ...counts, description: 'Faults that requests met, by kind.' },
  unknown_requests: object({ total: natural, latest: array(text) }),
  rows: { ...counts, description: 'Rows that exist now, by kind.' },
});

const viewProperties = {
  url: text,
  store_hash: text,
  credentials_id: { ...text, description: 'The stored credential that reaches it.' },
  quota: { ...natural, description: 'Requests per window; 0 is unlimited.' },
  window_ms: natural,
  faults: { ...array(ref('SandboxFault')), description: 'The faults that are on.' },
  kinds: array(
    object({
      kind: text,
      title: text,
      effect: { ...text, description: 'What happens to a request.' },
      handling: { ...text, description: 'What Rollcall does about it.' },
      suggested: ref('SandboxFault'),
    }),
  ),
  stats,
};

const example = object({ email: text, outcome: text, customer_id: natural, error: text }, ['email']);

export const sandboxSchemas: Record<string, JsonSchema> = {
  SandboxFault: fault as JsonSchema,
  Sandbox: object(viewProperties, Object.keys(viewProperties)),
  SandboxReset: object({ success: { const: true }, ...viewProperties, examples: array(example), message: text }, [
    'success',
    ...Object.keys(viewProperties),
    'examples',
    'message',
  ]),
};

const view = { 200: ok('The sandbox', ref('Sandbox')) };
const none = failures(['not_found']);
const refusals = { ...failures(['not_found', 'invalid_params', 'too_large', 'idempotency_conflict']), ...notJson };

const schemaOf = (body: keyof typeof sandboxBodies): JsonSchema => ({
  ...jsonSchemaOf(sandboxBodies[body]),
  additionalProperties: false,
});

export const sandboxPaths: Json = {
  '/api/sandbox': {
    get: operation(
      'getSandbox',
      'Sandbox',
      'The sandbox that runs beside the server: its faults and what has reached it',
      {
        ...view,
        ...none,
      },
    ),
  },
  '/api/sandbox/faults': {
    put: {
      ...operation('setSandboxFaults', 'Sandbox', 'Set the faults that are on, from the next request on', {
        ...view,
        ...refusals,
      }),
      parameters: [idempotencyKey],
      requestBody: jsonBody(object({ faults: array(ref('SandboxFault')) }, ['faults']), {
        some: {
          summary: 'A twentieth of the answers is lost',
          value: { faults: [{ kind: 'lost-after', match: 'POST /v3/customers', rate: 0.05, seed: 7 }] },
        },
        none: { summary: 'All off', value: { faults: [] } },
      }),
    },
  },
  '/api/sandbox/quota': {
    put: {
      ...operation('setSandboxQuota', 'Sandbox', 'Set the requests per window, from the one under way on', {
        ...view,
        ...refusals,
      }),
      parameters: [idempotencyKey],
      requestBody: jsonBody(schemaOf('quota'), { few: { summary: 'A small plan', value: { quota: 20 } } }),
    },
  },
  '/api/sandbox/reset': {
    post: {
      ...operation('resetSandbox', 'Sandbox', 'Begin anew: all that was written is gone', {
        200: ok('Begun anew', ref('SandboxReset')),
        ...refusals,
      }),
      description:
        'The store holds its demo data and the three examples again, or nothing where it is to be empty. All faults are off, the quota is that of the start, and the counts begin at 0. Refused (409) while an import is under way in it.',
      parameters: [idempotencyKey],
      requestBody: {
        ...jsonBody(schemaOf('reset'), { empty: { summary: 'Without data', value: { empty: true } } }),
        required: false,
      },
    },
  },
};
