import { type NodeDefinition, nodeDefinitions } from '../../../src/nodes/index.ts';

/** The definition of `createCustomer`. */
export function definitionOf(node: string): NodeDefinition {
  const definition = nodeDefinitions.find(({ name }) => name.toLowerCase() === `bigcommerce${node.toLowerCase()}`);
  if (!definition) throw new Error(`no node ${node}`);
  return definition;
}
