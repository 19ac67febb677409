import type { JsonSchema } from './describe-node.ts';

// What the schemas of all routes are made of.

export type Json = Record<string, unknown>;

export const text = { type: 'string' };
export const whole = { type: 'integer' };
export const truth = { type: 'boolean' };
export const moment = { type: 'string', format: 'date-time' };
export const json = { type: 'object', additionalProperties: true };

export function object(properties: Record<string, unknown>, required: string[] = []): JsonSchema {
  return { type: 'object', properties: properties as Record<string, JsonSchema>, required };
}

export function array(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}
