import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { CallOptions, Store } from '../../../src/bigcommerce/index.ts';
import { type NodeResult, runNodeMany } from '../../../src/nodes/index.ts';
import { openOutput } from './open-output.ts';
import { openStore } from './open-store.ts';
import { type Operation, operationOf } from './operations.mts';
import { type ItemRun, readItem } from './read-item.ts';
import { readList } from './read-list.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Runs the chosen operation over all items: those of a write in common calls, ten customers each.
 * @throws {NodeOperationError} the first failure, unless the node continues on failure
 */
export async function runOperation(
  context: IExecuteFunctions,
  properties: INodeProperties[],
): Promise<INodeExecutionData[]> {
  const stop = new AbortController();
  const cancel = context.getExecutionCancelSignal?.();
  const onCancel = (): void => stop.abort(cancel?.reason);
  if (cancel?.aborted) onCancel();
  cancel?.addEventListener('abort', onCancel);
  // What flies is awaited and nothing more is sent, so that a retry meets no request of before.
  const output = openOutput(context, properties, () => stop.abort());
  try {
    const resource = context.getNodeParameter('resource', 0) as string;
    const operation = operationOf(resource, context.getNodeParameter('operation', 0) as string);
    const runs = readRuns(operation);
    if (runs.size > 0 && !output.isStopped())
      await perform(operation, await openStore(context, stop.signal), runs, { signal: stop.signal });
  } catch (error) {
    output.fail(0, error);
  } finally {
    cancel?.removeEventListener('abort', onCancel);
  }
  return output.finish();

  function readRuns(operation: Operation): Map<number, ItemRun> {
    const runs = new Map<number, ItemRun>();
    for (const index of context.getInputData().keys()) {
      try {
        runs.set(index, readItem(context, operation, index));
      } catch (error) {
        output.fail(index, error);
        if (output.isStopped()) break;
      }
    }
    return runs;
  }

  async function perform(operation: Operation, store: Store, runs: Map<number, ItemRun>, call: CallOptions) {
    if (operation.kind !== 'list') {
      await performTogether(operation, store, runs, call);
      return;
    }
    for (const [index, run] of runs) {
      if (output.isStopped()) return;
      try {
        output.give(index, await readList(operation, store, run, call));
      } catch (error) {
        output.fail(index, error);
      }
    }
  }

  async function performTogether(operation: Operation, store: Store, runs: Map<number, ItemRun>, call: CallOptions) {
    for (const group of groupsOf(runs)) {
      if (output.isStopped()) return;
      const params = group.map(([, run]) => run.params);
      let at = 0;
      for await (const result of runNodeMany(operation.definition, store, params, call)) {
        const [index, run] = group[at]!;
        settle(operation, index, run, result);
        at += 1;
      }
    }
  }

  function settle(operation: Operation, index: number, run: ItemRun, result: NodeResult): void {
    if (!result.success) output.fail(index, result);
    else if (run.isFull) output.give(index, [result]);
    else {
      const { rows, failure } = rowsOf(operation, run.params, result);
      if (rows.length > 0) output.give(index, rows);
      if (failure) output.fail(index, failure);
    }
  }
}

/** A run is dry or it is not, so dry items run apart from the others. */
function groupsOf(runs: Map<number, ItemRun>): [number, ItemRun][][] {
  const groups = new Map<string, [number, ItemRun][]>();
  for (const entry of runs) {
    const key = String(entry[1].params.dry_run ?? '');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}
