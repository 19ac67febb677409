import type { InferOutput } from 'valibot';
import { type CallOptions, isRollcallError, type RollcallError, type Store } from '../bigcommerce/index.ts';
import type { NodeDefinition, NodeResult, Params, ReadItem } from './define-node.ts';
import { failure } from './failure.ts';
import { inOrder } from './in-order.ts';
import { readParams } from './read-params.ts';
import { isBlank } from './read-value.ts';

/** Items of a node that shares no calls between them, under way at a time. */
const itemsInFlight = 3;

/**
 * Runs a node once with parameters as a host or a person gave them.
 * `max_wait_ms` of the parameters takes the place of `call.maxWaitMs`.
 * @throws {RollcallError}
 */
export async function runNode<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
  store: Store,
  raw: unknown,
  call: CallOptions = {},
): Promise<Output> {
  const params = readParams(definition, raw);
  return definition.execute(store, params, { ...call, ...waitOf(params) });
}

/**
 * Runs a node over many items: one result per item, in their order, each a success or a failure of its own. The run as a whole
 * waits no longer than `call.maxWaitMs`; without it, than the longest `max_wait_ms` of an array's items, or the first of a stream's.
 * @throws what the source throws, and defects; never for an item's fault
 */
export async function* runNodeMany<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
  store: Store,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  call: CallOptions = {},
): AsyncGenerator<NodeResult> {
  const read = readAll(definition, items);
  const { first, rest } = await peek(read);
  const maxWaitMs =
    call.maxWaitMs ?? (Array.isArray(items) ? longestWait(items) : first && waitOf(paramsOf(first)).maxWaitMs);
  const options = { ...call, ...(maxWaitMs !== undefined && { maxWaitMs }) };
  if (definition.executeMany) {
    const upcoming = Array.isArray(items) && { upcoming: { count: items.length, emails: () => emailsOf(items) } };
    yield* definition.executeMany(store, rest, { ...options, ...upcoming });
    return;
  }
  const deadline = maxWaitMs === undefined ? undefined : store.clock.now() + maxWaitMs;
  const turns = new Map<string, Promise<unknown>>();
  /** A token that is refused once is refused for every item. */
  let unauthorized: RollcallError | undefined;
  yield* inOrder(rest, itemsInFlight, (item) => {
    const key = 'params' in item ? definition.oneAtATime?.(item.params) : undefined;
    if (key === undefined) return runItem(item);
    const turn = (turns.get(key) ?? Promise.resolve()).then(() => runItem(item));
    turns.set(key, turn);
    return turn.finally(() => turns.get(key) === turn && turns.delete(key));
  });

  async function runItem(item: ReadItem<InferOutput<Schema>>): Promise<NodeResult> {
    try {
      if ('error' in item) throw item.error;
      if (unauthorized) throw unauthorized;
      const left = deadline === undefined ? {} : { maxWaitMs: Math.max(0, deadline - store.clock.now()) };
      return (await definition.execute(store, item.params, { ...options, ...left })) as NodeResult;
    } catch (error) {
      if (isRollcallError(error) && error.code === 'unauthorized') unauthorized = error;
      return failure(error);
    }
  }
}

async function* readAll<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<ReadItem<InferOutput<Schema>>> {
  let index = 0;
  for await (const raw of items) {
    yield readItem(definition, raw, index);
    index += 1;
  }
}

function readItem<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
  raw: unknown,
  index: number,
): ReadItem<InferOutput<Schema>> {
  try {
    return { index, params: readParams(definition, raw) };
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    return { index, error };
  }
}

/** The first item, and a stream that still has it. */
async function peek<T>(source: AsyncGenerator<T>): Promise<{ first: T | undefined; rest: AsyncGenerator<T> }> {
  const { value, done } = await source.next();
  return { first: done ? undefined : value, rest: whole() };

  async function* whole(): AsyncGenerator<T> {
    try {
      if (done) return;
      yield value;
      yield* source;
    } finally {
      await source.return(undefined);
    }
  }
}

function paramsOf(item: ReadItem<unknown>): unknown {
  return 'params' in item ? item.params : undefined;
}

function waitOf(params: unknown): { maxWaitMs?: number } {
  const wait = (params as { max_wait_ms?: number } | undefined)?.max_wait_ms;
  return wait === undefined ? {} : { maxWaitMs: wait };
}

function longestWait(items: unknown[]): number | undefined {
  const waits = items
    .map((item) => (item as { max_wait_ms?: unknown } | null | undefined)?.max_wait_ms)
    .filter((wait) => !isBlank(wait))
    .map(Number)
    .filter((wait) => wait >= 0);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function* emailsOf(items: unknown[]): Generator<string> {
  for (const item of items) {
    const email = (item as { email?: unknown } | null | undefined)?.email;
    if (typeof email === 'string') yield email;
  }
}
