import { type NodeDefinition, type NodeResult, RollcallError, runNodeMany, type Store } from '../../nodes/index.ts';

/** One call of a module on its way to its result. */
export type ModuleCall = {
  definition: NodeDefinition;
  store: Store;
  params: Record<string, unknown>;
  maxWaitMs: number;
  resolve(result: NodeResult): void;
  reject(error: unknown): void;
};

/**
 * Runs calls of one node, store and max_wait_ms as one run over many items. Each gets its own result. Calls for one email take turns, so
 * that each has the answer that it would have alone: within a run a second item is taken for a duplicate in a list.
 */
export async function runTogether(calls: ModuleCall[]): Promise<void> {
  const { definition, store, maxWaitMs } = calls[0]!;
  const deadline = store.clock.now() + maxWaitMs;
  for (const turn of turnsOf(calls)) {
    const waiting = [...turn];
    const items = turn.map(({ params }) => params);
    const left = Math.max(0, deadline - store.clock.now());
    try {
      for await (const result of runNodeMany(definition, store, items, { maxWaitMs: left }))
        waiting.shift()!.resolve(result);
      if (waiting.length > 0) throw new RollcallError('internal', 'The call ended without a result. Run it again.');
    } catch (error) {
      for (const call of waiting) call.reject(error);
    }
  }
}

function turnsOf(calls: ModuleCall[]): ModuleCall[][] {
  const turns: ModuleCall[][] = [];
  const next = new Map<string, number>();
  for (const call of calls) {
    const { email: given } = call.params;
    const email = typeof given === 'string' ? given.trim().toLowerCase() : '';
    const turn = email === '' ? 0 : (next.get(email) ?? 0);
    next.set(email, turn + 1);
    turns[turn] ??= [];
    turns[turn].push(call);
  }
  return turns;
}
