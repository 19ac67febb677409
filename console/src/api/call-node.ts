import { runNode } from './nodes.ts';

export type NodeName =
  | 'BigcommerceGetCustomers'
  | 'BigcommerceUpdateCustomer'
  | 'BigcommerceDeleteCustomers'
  | 'BigcommerceGetOrders'
  | 'BigcommerceUpdateOrder';

/** Runs a node on a store; what it answers is known of each node. @throws {ApiError} with the node's own failure */
export function callNode<Answer>(
  name: NodeName,
  credentialsId: string,
  params: Record<string, unknown>,
): Promise<Answer> {
  return runNode({ name, credentialsId, params }) as Promise<Answer>;
}

/** What a dry run of a writing node says. */
export type DryRun = {
  would: 'updated' | 'unchanged';
  /** By field: value before and after. */
  changes: Record<string, { from?: unknown; to?: unknown }>;
  warnings?: Warning[];
  message: string;
};

export type Warning = { code: string; message: string };
