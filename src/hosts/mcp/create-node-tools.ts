import { nodeDefinitions } from '../../nodes/index.ts';
import type { AllowedStores } from './allowed-stores.ts';
import { createListStoresTool } from './list-stores-tool.ts';
import { createPlans, type Plans } from './plans.ts';
import { createReadTool } from './read-tool.ts';
import type { McpTool } from './tool.ts';
import { createWriteTool } from './write-tool.ts';

export type NodeToolsOptions = {
  stores: AllowedStores;
  /** @default false */
  allowDeletes?: boolean;
  /** @default plans of its own */
  plans?: Plans;
};

/** `list_stores` and a tool for each node, whether they are allowed or not: the server offers those that are. */
export function createNodeTools({ stores, allowDeletes = false, plans = createPlans() }: NodeToolsOptions): McpTool[] {
  const nodes = nodeDefinitions.map((definition) =>
    definition.effects.writes
      ? createWriteTool(definition, { stores, plans, allowDeletes })
      : createReadTool(definition, stores),
  );
  return [createListStoresTool(stores), ...nodes];
}
