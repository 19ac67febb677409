import { type INode, NodeOperationError } from 'n8n-workflow';
import type { Failure } from './failure-of.ts';

/** The failure of an item as n8n shows it: what happened as the title, what to do next below. */
export function itemError(node: INode, { error, message }: Failure, itemIndex: number): NodeOperationError {
  // As a tool the node's type has another name, and the model is shown the title alone.
  const [title, next] = node.type.endsWith('Tool') ? [message, undefined] : splitMessage(message);
  const made = new NodeOperationError(node, title, { itemIndex, ...(next && { description: next }) });
  // n8n replaces a message that holds the name of a network error; ours says more.
  made.message = title;
  made.context.data = error as never;
  return made;
}

/** n8n's own error of an expression, from which its editor leads to the field; undefined for any other. */
export function expressionError(error: unknown, { error: data }: Failure, itemIndex: number): Error | undefined {
  if (!(error instanceof Error) || error.name !== 'ExpressionError') return undefined;
  const { context } = error as { context?: object };
  return Object.assign(error, { context: { ...context, itemIndex, data } });
}

/** The first sentence, and the rest. */
function splitMessage(message: string): [string, string | undefined] {
  const [, first, rest] = /^(.+?[.?!])\s+(\p{Lu}.*)$/su.exec(message) ?? [];
  return first === undefined ? [message, undefined] : [first, rest];
}
