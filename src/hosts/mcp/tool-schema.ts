import type { NodeDefinition } from '../../nodes/index.ts';
import { describeNode, type JsonSchema } from '../describe-node.ts';
import type { McpTool } from './tool.ts';
import { isWithheld } from './withheld-params.ts';

type ObjectSchema = McpTool['inputSchema'];

/** Items that one call may hold. */
export const mostItems = 1_000;
/** The most that a call waits for quota and retries: a client gives up after a minute or so. */
export const defaultMaxWaitMs = 30_000;

const waitDescription = 'The most milliseconds that the call waits for quota and retries in all.';

/** What a tool takes: the node's parameters, without those that agents are not offered. */
export function inputOf(definition: NodeDefinition, more: Record<string, JsonSchema> = {}): ObjectSchema {
  const { properties = {}, required = [] } = describeNode(definition).params;
  const shown = Object.entries({ ...properties, ...more }).filter(([name]) => !isWithheld(name));
  const known = Object.fromEntries(shown.map(([name, schema]) => [name, schema]));
  const { max_wait_ms: wait } = properties;
  if (wait) known.max_wait_ms = { ...wait, description: waitDescription, default: defaultMaxWaitMs };
  return { type: 'object', properties: known, required: required.filter((name) => !isWithheld(name)) };
}

/** A writing tool's input: one object of parameters, or `items`. What is required may stand in either, so the text says it. */
export function inputOfMany(definition: NodeDefinition, more: Record<string, JsonSchema>): ObjectSchema {
  const { properties = {}, required = [] } = inputOf(definition, more);
  for (const name of required as string[]) {
    const schema = properties[name]!;
    properties[name] = { ...schema, description: `Required, here or in each of items. ${schema.description}` };
  }
  const items: JsonSchema = {
    type: 'array',
    items: { type: 'object' },
    maxItems: mostItems,
    description: `Several at once, at most ${mostItems}: objects of this tool's parameters, without credentials_id, dry_run, plan_id and max_wait_ms. What stands beside items counts for each that does not say otherwise.`,
  };
  return { type: 'object', properties: { ...properties, items } };
}

/**
 * What a tool returns. Clients refuse a result that differs from its schema, and a write must not look failed because the store
 * has a null where the documentation has text: so only Rollcall's own values have a type. A failure fits, too.
 */
export function outputOf(properties: Record<string, JsonSchema>): ObjectSchema {
  const own = Object.entries(properties).map(([name, schema]) => [name, loosen(schema, true)]);
  return {
    type: 'object',
    properties: {
      data_notice: { type: 'string' },
      ...Object.fromEntries(own),
      success: { type: 'boolean' },
      message: { type: 'string' },
      error: {
        type: 'object',
        description: 'Where success is false: code, message, param, retryable, details.',
      },
    },
    required: ['success', 'message'],
  };
}

/** The output of a node as a tool gives it. */
export function outputOfNode(definition: NodeDefinition, more: Record<string, JsonSchema> = {}): ObjectSchema {
  return outputOf({ ...describeNode(definition).output.properties, ...more });
}

function loosen({ description, type, items, properties }: JsonSchema, isOwn = false): JsonSchema {
  const said = description === undefined ? {} : { description };
  if (type === 'array') return { ...said, type, ...(items && { items: loosen(items) }) };
  if (type === 'object' && !properties) return { ...said, ...(isOwn && { type }) };
  if (type === 'object' && properties) {
    const loose = Object.entries(properties).map(([name, schema]) => [name, loosen(schema)]);
    return { ...said, ...(isOwn && { type }), properties: Object.fromEntries(loose) };
  }
  return { ...said, ...(isOwn && type !== undefined && { type }) };
}
