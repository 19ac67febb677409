import { errorCodes } from '../../nodes/index.ts';
import type { JsonSchema } from '../describe-node.ts';
import { type Json, ref } from '../json-schemas.ts';
import { statusOf } from './failure.ts';

// What the documents of all routes say of their calls and answers.

export const refusal = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: ref('Failure') } },
});
const foreign = refusal('api_key_invalid: Sent by a page of another site, or with the console cookie from elsewhere.');
const misdirected = refusal('not_found: Sent to a host name that is neither loopback nor in ROLLCALL_ORIGIN.');
export const notJson = { 415: refusal('invalid_params: The Content-Type is not application/json.') };

export const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
export const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' };

export function operation(operationId: string, tag: string, summary: string, responses: Json): Json {
  // Probes of an orchestrator come by address.
  const misled = operationId === 'health' || operationId === 'readiness' ? {} : { 421: misdirected };
  const denied = { 403: foreign, ...misled, ...(tag !== 'Service' && failures(['api_key_invalid', 'internal'])) };
  return { operationId, tags: [tag], summary, responses: { ...denied, ...responses } };
}

export function failures(codes: (keyof typeof errorCodes)[]): Json {
  const byStatus = Map.groupBy(codes, statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `${code}: ${errorCodes[code]}`).join('\n'),
        ...(status === 429 && { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } } }),
        content: { 'application/json': { schema: ref('Failure') } },
      },
    ]),
  );
}

export function ok(description: string, schema: JsonSchema): Json {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody(schema: JsonSchema, examples: Json): Json {
  return { required: true, content: { 'application/json': { schema, examples } } };
}
