import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Failure, failureOf } from './failure-of.ts';
import { expressionError, itemError } from './item-error.ts';

export type Output = {
  /** What has become of an item: one result, or several. */
  give(index: number, rows: object[]): void;
  /** Why an item failed: a result of its own where the node continues on failure, else what the node throws in the end. */
  fail(index: number, error: unknown): void;
  hasSettled(index: number): boolean;
  /** True once the node is going to throw: nothing more is to be sent. */
  isStopped(): boolean;
  /** All results, in the order of their items. @throws {NodeOperationError | ExpressionError} the first failure, where the node does not continue */
  finish(): INodeExecutionData[];
};

export type OutputOptions = {
  /** How a failure is put to the user. */
  worded: (failure: Failure) => Failure;
  /** Called at the first failure, where the node does not continue. */
  onStop: () => void;
};

/** Collects results, each paired with its item. */
export function openOutput(context: IExecuteFunctions, { worded, onStop }: OutputOptions): Output {
  const results = new Map<number, INodeExecutionData[]>();
  let stopping: Error | undefined;
  const give = (index: number, rows: object[]): void => {
    const items = rows.map((row) => ({ json: row as IDataObject, pairedItem: { item: index } }));
    results.set(index, [...(results.get(index) ?? []), ...items]);
  };
  return {
    give,
    fail(index, error) {
      const failure = worded(failureOf(error));
      if (context.continueOnFail()) {
        // n8n takes an item of exactly these two keys for a failed one.
        give(index, [{ error: failure.error, message: failure.message }]);
        return;
      }
      stopping ??= expressionError(error, failure, index) ?? itemError(context.getNode(), failure, index);
      onStop();
    },
    hasSettled: (index) => results.has(index),
    isStopped: () => stopping !== undefined,
    finish() {
      if (stopping) throw stopping;
      return [...results].sort(([a], [b]) => a - b).flatMap(([, items]) => items);
    },
  };
}
