import {
  type CallOptions,
  type CreateInput,
  createCustomers,
  isRollcallError,
  type RefusedInput,
  RollcallError,
  type Store,
} from '../bigcommerce/index.ts';
import type { CreateParams } from './create-params.ts';
import { createResult } from './create-result.ts';
import type { NodeResult, ReadItem } from './define-node.ts';
import { openDirectory } from './directory.ts';
import { newCustomer } from './new-customer.ts';
import { createOrderedResults } from './ordered-results.ts';

/** Results that may wait for an earlier one. Past it no more items are read. */
const mostWaiting = 5_000;

export type ManyOptions = CallOptions & { upcoming?: { count: number; emails(): Iterable<string> } };

/** Creates customers in common calls and yields their results in the order of the items. */
export async function* createMany(
  store: Store,
  items: AsyncIterable<ReadItem<CreateParams>>,
  options: ManyOptions,
): AsyncGenerator<NodeResult> {
  const directory = openDirectory(store, options);
  const given = new Map<number, CreateParams>();
  const results = createOrderedResults<NodeResult>(mostWaiting);
  let read = 0;
  const { dryRun, all } = await firstReadable(items);
  const outcomes = createCustomers(store, inputs(), { ...options, dryRun });
  for await (const outcome of outcomes) {
    results.put(outcome.index, createResult(outcome, given.get(outcome.index)));
    given.delete(outcome.index);
    yield* results.take();
  }
  if (results.taken !== read)
    throw new RollcallError(
      'internal',
      `${read} items were read, but only ${results.taken} have a result. Run the others again.`,
    );

  async function* inputs(): AsyncGenerator<CreateInput | RefusedInput> {
    for await (const item of all) {
      read += 1;
      await results.room(item.index);
      if ('error' in item) yield { index: item.index, refused: item.error };
      else yield await inputOf(item.params, item.index);
    }
  }

  async function inputOf(params: CreateParams, index: number): Promise<CreateInput | RefusedInput> {
    try {
      if (params.dry_run !== dryRun) throw mixedRun();
      const input = await newCustomer(params, index, directory);
      given.set(index, params);
      return input;
    } catch (error) {
      if (!isRollcallError(error)) throw error;
      return { index, refused: error };
    }
  }
}

/** A run is dry or it is not: what its first item says. */
async function firstReadable(items: AsyncIterable<ReadItem<CreateParams>>) {
  const iterator = items[Symbol.asyncIterator]();
  const taken: ReadItem<CreateParams>[] = [];
  let dryRun = false;
  while (true) {
    const { value, done } = await iterator.next();
    if (done) break;
    taken.push(value);
    if ('error' in value) {
      // So many unreadable ones: a real run is assumed, in which a dry item is refused.
      if (taken.length >= mostWaiting) break;
      continue;
    }
    dryRun = value.params.dry_run;
    break;
  }
  return { dryRun, all: rest() };

  async function* rest(): AsyncGenerator<ReadItem<CreateParams>> {
    try {
      yield* taken;
      while (true) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
}

function mixedRun(): RollcallError {
  return new RollcallError(
    'invalid_params',
    'dry_run differs from that of the first item. Run dry items and real ones apart, so that no dry one is ever written.',
    { param: 'dry_run' },
  );
}
