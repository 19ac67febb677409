import { createCustomer, type NodeDefinition } from '../nodes/index.ts';
import { describeNode } from './describe-node.ts';
import { cliCall, curlCall } from './node-calls.ts';

/** Commands that people copy. */

export function terminalExample(credentialsId?: string): string {
  return cliCall(example(), { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' }, credentialsId);
}

export function curlExample(origin: string, credentialsId?: string): string {
  const params = { email: 'luis@example.com', first_name: 'Luis', last_name: 'Gil' };
  return curlCall(example(), params, { origin, ...(credentialsId !== undefined && { credentialsId }) });
}

function example() {
  return describeNode(createCustomer as NodeDefinition);
}
