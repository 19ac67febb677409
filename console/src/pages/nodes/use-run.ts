import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { type NodeOutput, type NodeParams, runNode } from '../../api/nodes.ts';
import { ApiError } from '../../api/request.ts';
import { sendingKey, settle } from './sending-key.ts';

export type Run = { params: NodeParams; credentialsId: string };

/** Runs a node. A write whose answer was lost is sent with the same key again, so the store is written to once. */
export function useRun(node: NodeDescription) {
  const client = useQueryClient();
  return useMutation<NodeOutput, Error, Run>({
    async mutationFn({ params, credentialsId }) {
      const call = { name: node.name, params, credentialsId };
      if (!node.effects.writes) return runNode(call);
      const idempotencyKey = sendingKey(node.name, { params, credentialsId });
      try {
        const output = await runNode({ ...call, idempotencyKey });
        settle(node.name);
        return output;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'unreachable')) settle(node.name);
        throw error;
      }
    },
    // What other pages show may be another now, also after a failure.
    onSettled(output) {
      if (!node.effects.writes || output?.dry_run === true) return;
      void client.invalidateQueries({ predicate: ({ queryKey: [what] }) => !unchanged.has(String(what)) });
    },
  });
}

const unchanged = new Set(['nodes', 'node-check', 'credentials']);
