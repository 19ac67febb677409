import type { NodeDefinition } from '../../nodes/index.ts';
import { rulesForAgents } from './withheld-params.ts';

/** `create-customer` -> `create_customer` */
export function toolName({ action }: NodeDefinition): string {
  return action.replaceAll('-', '_');
}

/** What a model reads of a node: its purpose, its rules, and what it does that others notice. */
export function describeForAgents(definition: NodeDefinition, more: string[] = []): string {
  const { description, effects } = definition;
  return [
    description,
    ...rulesForAgents(definition),
    ...(effects.mails ? ['It may send e-mail to shoppers, by the settings of the store.'] : []),
    ...more,
  ].join('\n');
}
