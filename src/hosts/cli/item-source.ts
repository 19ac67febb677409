import { failure, isRollcallError, type NodeResult, RollcallError } from '../../nodes/index.ts';
import { mergeParams } from '../merge-params.ts';
import type { ChosenCredential } from './choose-credential.ts';

export type ItemSourceOptions = {
  chosen: Pick<ChosenCredential, 'items' | 'refusalOf'>;
  /** Defaults for every item. */
  shared: Record<string, unknown>;
  /** Ends the reading. */
  signal: AbortSignal;
};

export type ItemSource = {
  /** The parameters of each item; undefined for one that is refused without the node. */
  items(): AsyncGenerator<unknown>;
  /** What becomes of the next item, to be asked in the order of the items: its refusal, or what the node returned. A failure names its item. */
  resultOf(returned: NodeResult): NodeResult;
  /** What stopped the reading. The items before it have their results all the same. */
  stopped?: { error: unknown };
};

/** The file as the parameters of items. What is wrong with one line is remembered as its result. Memory holds the items under way. */
export function createItemSource({ chosen, shared, signal }: ItemSourceOptions): ItemSource {
  const refusals = new Map<number, NodeResult>();
  /** Of the items under way: a failure names whom it is about. */
  const emails = new Map<number, { email?: string }>();
  let told = 0;
  const source: ItemSource = { items, resultOf };
  return source;

  async function* items(): AsyncGenerator<unknown> {
    let index = 0;
    try {
      for await (const item of chosen.items) {
        if (signal.aborted) return;
        const read =
          'broken' in item ? new RollcallError('invalid_params', item.broken) : await readParams(item.params);
        if (isRollcallError(read)) refusals.set(index, failure(read));
        else if (typeof read.email === 'string') emails.set(index, { email: read.email });
        index += 1;
        yield isRollcallError(read) ? undefined : read;
      }
    } catch (error) {
      source.stopped = { error };
    }
  }

  function resultOf(returned: NodeResult): NodeResult {
    const index = told;
    told += 1;
    const result = refusals.get(index) ?? returned;
    // People count from 1.
    if (!result.success) result.error.details = { item: told, ...emails.get(index), ...result.error.details };
    refusals.delete(index);
    emails.delete(index);
    return result;
  }

  async function readParams(own: Record<string, unknown>): Promise<Record<string, unknown> | RollcallError> {
    const { credentials_id: named, ...params } = own;
    return (await chosen.refusalOf(named)) ?? mergeParams(shared, params);
  }
}
