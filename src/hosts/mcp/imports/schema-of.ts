import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchema } from '../../describe-node.ts';

/** What a parameter schema says, for those who know no valibot. */
export function schemaOf(schema: Parameters<typeof toJsonSchema>[0]): JsonSchema {
  return toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input' }) as JsonSchema;
}
