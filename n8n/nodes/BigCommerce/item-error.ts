import { type INode, type INodeProperties, NodeOperationError } from 'n8n-workflow';
import type { Failure } from './failure-of.ts';
import { fieldName } from './operations.mts';

/** The failure of an item as n8n shows it: what happened as the title, what to do next below, fields under the names of the form. */
export function itemError(
  node: INode,
  properties: INodeProperties[],
  { error, message }: Failure,
  itemIndex: number,
): NodeOperationError {
  const whole = withLabels(message, properties);
  // As a tool the node's type has another name, and the model is shown the title alone.
  const [title, next] = node.type.endsWith('Tool') ? [whole, undefined] : splitMessage(whole);
  const made = new NodeOperationError(node, title, { itemIndex, ...(next && { description: next }) });
  // n8n replaces a message that holds the name of a network error; ours says more.
  made.message = title;
  made.context.data = error as never;
  return made;
}

/** The first sentence, and the rest. */
function splitMessage(message: string): [string, string | undefined] {
  const [, first, rest] = /^(.+?[.?!])\s+(\p{Lu}.*)$/su.exec(message) ?? [];
  return first === undefined ? [message, undefined] : [first, rest];
}

/** `if_exists` as `"If the Email Is Taken"`: the parameter's name is not on the form. */
function withLabels(message: string, properties: INodeProperties[]): string {
  return message.replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, (word) => {
    const label = labelOf(fieldName(word), properties);
    return label === undefined ? word : `"${label}"`;
  });
}

function labelOf(name: string, properties: INodeProperties[]): string | undefined {
  for (const property of properties) {
    if (property.name === name) return property.displayName;
    if (property.type !== 'collection') continue;
    const label = labelOf(name, (property.options ?? []) as INodeProperties[]);
    if (label !== undefined) return label;
  }
  return undefined;
}
