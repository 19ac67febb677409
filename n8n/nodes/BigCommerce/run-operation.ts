import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { CallOptions, Store } from '../../../src/bigcommerce/index.ts';
import { refusesEveryCall } from '../../../src/bigcommerce/index.ts';
import type { NodeResult } from '../../../src/nodes/index.ts';
import { type Failure, failureOf } from './failure-of.ts';
import { hintOfLists, hintOfWarnings } from './hints-of.ts';
import { inFormWords, labelsOf } from './in-form-words.ts';
import { inReadingOrder } from './in-reading-order.ts';
import { openOutput } from './open-output.ts';
import { openStore } from './open-store.ts';
import { type Operation, operationOf } from './operations.mts';
import { type ItemRun, readItem } from './read-item.ts';
import { readList } from './read-list.ts';
import { rowsOf } from './rows-of.ts';
import { type Entry, runItems } from './run-items.ts';

/** Lists under way at a time. */
const listsInFlight = 3;

/**
 * Runs the chosen operation over all items, those that write in common calls.
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
  let labels = new Map<string, string>();
  const worded = (failure: Failure): Failure => inFormWords(failure, labels);
  // What flies is awaited and nothing more is sent, so that a retry meets no request of before.
  const output = openOutput(context, { worded, onStop: () => stop.abort() });
  try {
    const resource = context.getNodeParameter('resource', 0) as string;
    const operation = operationOf(resource, context.getNodeParameter('operation', 0) as string);
    labels = labelsOf(operation, properties);
    const items = readItems(operation);
    if (items.length > 0 && !output.isStopped()) {
      const store = await openStore(context, stop.signal);
      await (operation.kind === 'list' ? runLists : runTogether)(operation, store, items, { signal: stop.signal });
    }
  } catch (error) {
    // What stops the node, such as a credential that is not complete, is the end of every item that has none.
    for (const index of context.getInputData().keys()) if (!output.hasSettled(index)) output.fail(index, error);
  } finally {
    cancel?.removeEventListener('abort', onCancel);
  }
  return output.finish();

  function readItems(operation: Operation): Entry[] {
    const items: Entry[] = [];
    for (const index of context.getInputData().keys()) {
      try {
        items.push({ index, run: readItem(context, operation, index) });
      } catch (error) {
        output.fail(index, error);
        if (output.isStopped()) break;
      }
    }
    return items;
  }

  /** Shown above the output in the editor; older versions of n8n have no hints. */
  function hint(message: string | undefined): void {
    if (message !== undefined) context.addExecutionHints?.({ message, location: 'outputPane' });
  }

  async function runTogether(operation: Operation, store: Store, items: Entry[], call: CallOptions): Promise<void> {
    const succeeded: NodeResult[] = [];
    for await (const { index, run, result } of runItems(operation, store, items, call)) {
      if (!result.success) {
        output.fail(index, result);
        continue;
      }
      succeeded.push(result);
      if (run.isFull) {
        output.give(index, [result]);
        continue;
      }
      const { rows, failure } = rowsOf(operation, run.params, result);
      output.give(index, rows.map(inReadingOrder));
      if (failure) output.fail(index, failure);
    }
    hint(hintOfWarnings(succeeded, items.length));
  }

  async function runLists(operation: Operation, store: Store, items: Entry[], call: CallOptions): Promise<void> {
    // Each takes the next one that nobody has taken.
    const waiting = items.values();
    let refusal: Failure | undefined;
    const read: ItemRun[] = [];
    await Promise.all(Array.from({ length: listsInFlight }, takeAll));
    hint(hintOfLists(read));

    async function takeAll(): Promise<void> {
      for (const { index, run } of waiting) {
        if (output.isStopped()) return;
        try {
          if (refusal) throw refusal;
          const rows = await readList(operation, store, run, call);
          output.give(index, run.isFull ? rows : rows.map(inReadingOrder));
          read.push(run);
        } catch (error) {
          const failure = failureOf(error);
          if (refusesEveryCall(failure.error)) refusal = failure;
          output.fail(index, error);
        }
      }
    }
  }
}
