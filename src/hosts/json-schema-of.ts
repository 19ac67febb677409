import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchema } from './describe-node.ts';

/** What a valibot schema takes, as JSON Schema that can stand within a document. */
export function jsonSchemaOf(schema: Parameters<typeof toJsonSchema>[0]): JsonSchema {
  const { $schema: _, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input' });
  return rest as JsonSchema;
}
