import type { JsonSchema } from '../describe-node.ts';

/** Longer texts than this are no limit that a model comes near; whoever does is told. */
const farLimit = 255;

/** A schema without what tells a model nothing: it pays for every word of every tool, in every conversation. */
export function briefSchema(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (name, value: unknown) => {
    if (name === 'maxLength' && typeof value === 'number' && value >= farLimit) return undefined;
    // A parameter may have such a name: then it is an object of its own.
    if (name === 'required' && Array.isArray(value) && value.length === 0) return undefined;
    // The names of JSON are text.
    if (name === 'propertyNames' && (value as JsonSchema).type === 'string') return undefined;
    return value;
  }) as JsonSchema;
}
