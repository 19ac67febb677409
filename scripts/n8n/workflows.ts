import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A workflow as n8n imports it; only what is changed here is typed. */
export type Workflow = { id?: string; name: string; nodes: WorkflowNode[]; connections: Record<string, unknown> };

export type WorkflowNode = {
  name: string;
  type: string;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
  onError?: string;
  retryOnFail?: boolean;
  executeOnce?: boolean;
  [key: string]: unknown;
};

/** The package as n8n names it when it is installed as a community node. */
export const nodeType = 'n8n-nodes-bigcommerce.bigCommerce';
export const credentialType = 'bigCommerceApi';
export const credential = { id: 'bigCommerceCred', name: 'BigCommerce account' };

const exampleFile = resolve(import.meta.dirname, '../../docs/hosts/n8n-workflow.json');

/** The workflow of the documentation as a user has it after pasting it and choosing the credential. */
export function exampleWorkflow(id: string): Workflow {
  const workflow: Workflow = JSON.parse(readFileSync(exampleFile, 'utf8'));
  for (const node of workflow.nodes) if (node.credentials) node.credentials = { [credentialType]: credential };
  return { ...workflow, id };
}

/** The same with other customers, and with other settings of its BigCommerce node. */
export function exampleWith(id: string, customers: object[], settings: Partial<WorkflowNode> = {}): Workflow {
  const workflow = exampleWorkflow(id);
  workflow.nodes.find(({ name }) => name === 'New customers')!.parameters.jsonOutput = JSON.stringify({ customers });
  Object.assign(bigCommerceOf(workflow), settings);
  return workflow;
}

export function bigCommerceOf(workflow: Workflow): WorkflowNode {
  return workflow.nodes.find(({ type }) => type === nodeType)!;
}

/** A BigCommerce node. */
export function bigCommerce(
  name: string,
  parameters: Record<string, unknown>,
  more: Partial<WorkflowNode> = {},
): WorkflowNode {
  const filled = { resource: 'customer', ...parameters };
  return {
    name,
    type: nodeType,
    typeVersion: 1,
    parameters: filled,
    credentials: { [credentialType]: credential },
    ...more,
  };
}

/** Nodes one after the other, from a manual trigger on. */
export function chain(id: string, nodes: WorkflowNode[]): Workflow {
  const all = [trigger, ...nodes].map((node, at) => ({ ...node, id: `${id}-${at}`, position: [at * 220, 0] }));
  const connections: Workflow['connections'] = {};
  for (const [at, { name }] of all.slice(0, -1).entries()) connections[name] = { main: [[to(all[at + 1]!, 'main')]] };
  return { id, name: id, nodes: all, connections, ...settings };
}

/** An AI agent that has the BigCommerce node as its only tool. */
export function agentWorkflow(id: string, tool: WorkflowNode, modelCredential: { id: string; name: string }): Workflow {
  const agent = {
    name: 'AI Agent',
    type: '@n8n/n8n-nodes-langchain.agent',
    typeVersion: 3.1,
    parameters: { promptType: 'define', text: 'Ana Ruiz asks for an account: ana.agent@example.com', options: {} },
  };
  const model = {
    name: 'Chat Model',
    type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
    typeVersion: 1.2,
    parameters: { model: { __rl: true, mode: 'id', value: 'any' }, options: {} },
    credentials: { openAiApi: modelCredential },
  };
  const { connections, nodes } = chain(id, [agent]);
  const beside = [model, { ...tool, type: `${tool.type}Tool` }];
  return {
    id,
    name: id,
    nodes: [...nodes, ...beside.map((node, at) => ({ ...node, id: `${id}-beside-${at}`, position: [at * 220, 220] }))],
    connections: {
      ...connections,
      [model.name]: { ai_languageModel: [[to(agent, 'ai_languageModel')]] },
      [tool.name]: { ai_tool: [[to(agent, 'ai_tool')]] },
    },
    ...settings,
  };
}

const trigger: WorkflowNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
const settings = { settings: { executionOrder: 'v1' } };
const to = ({ name }: { name: string }, type: string) => ({ node: name, type, index: 0 });
