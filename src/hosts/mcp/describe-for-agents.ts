import type { NodeDefinition } from '../../nodes/index.ts';
import { rulesForAgents } from './withheld-params.ts';

/** `create-customer` -> `create_customer` */
export function toolName({ action }: NodeDefinition): string {
  return action.replaceAll('-', '_');
}

/** What a model reads of a node: its purpose, also whom it may mail, and its rules. */
export function describeForAgents(definition: NodeDefinition, more: string[] = []): string {
  const { description } = definition;
  return [description, ...rulesForAgents(definition), ...more].join('\n');
}
