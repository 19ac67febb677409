import {
  type CallOptions,
  chunksByLength,
  foldEmail,
  lookupCharacters,
  lookupEmails,
  refusesEveryCall,
  type Store,
} from '../../../src/bigcommerce/index.ts';
import { type NodeResult, runNode, runNodeMany } from '../../../src/nodes/index.ts';
import { type Failure, failureOf } from './failure-of.ts';
import { isTrue } from './is-true.ts';
import { largestPage } from './largest-page.ts';
import type { Operation } from './operations.mts';
import type { ItemRun } from './read-item.ts';
import { type Selector, shareOf } from './share-of.ts';

export type Entry = { index: number; run: ItemRun };
type Settled = Entry & { result: NodeResult };
type JointEntry = Entry & { selector: Selector };

/**
 * Runs every item and yields their results, each with its item, in no order: customers who are written or deleted travel together by
 * themselves, those to get as many together as one lookup may ask for.
 */
export async function* runItems(
  { definition, kind, customer }: Operation,
  store: Store,
  items: Entry[],
  call: CallOptions,
): AsyncGenerator<Settled> {
  const alone: Entry[] = [];
  const joint = new Map<string, JointEntry[]>();
  // What ends the rest: nothing more is asked of a store that refuses the token.
  let refusal: Failure | undefined;
  for (const item of items) {
    const selector = selectorOf(item.run);
    const key = selector && `${selector.by} ${JSON.stringify(commonParams(item))}`;
    if (!selector || !key) {
      alone.push(item);
      continue;
    }
    const alike = joint.get(key) ?? [];
    alike.push({ ...item, selector });
    joint.set(key, alike);
  }
  for (const alike of joint.values()) {
    let at = 0;
    for (const { length } of chunksByLength(alike.map(wantedOf), lookupEmails, lookupCharacters)) {
      yield* runJointly(alike.slice(at, at + length));
      at += length;
    }
  }
  // A run is dry or it is not.
  const isDry = ({ run }: Entry): boolean => isTrue(run.params.dry_run);
  yield* runAlone(alone.filter(isDry));
  yield* runAlone(alone.filter((item) => !isDry(item)));

  /** Undefined where the item has to run by itself: what is no plain ID or email must not spoil the call of others. */
  function selectorOf({ params }: ItemRun): Selector | undefined {
    if (kind !== 'get' || !customer) return undefined;
    const id = textOf(params[customer.id]);
    if (/^[1-9]\d{0,9}$/.test(id)) return { by: 'id', value: id };
    const email = textOf(params[customer.email]);
    return /^[^\s,]+@[^\s,]+$/.test(email) ? { by: 'email', value: foldEmail(email) } : undefined;
  }

  /** The customer as the item names it. */
  function wantedOf({ run, selector }: JointEntry): string {
    return textOf(run.params[customer![selector.by]]);
  }

  /** All but the customer. */
  function commonParams({ run }: Entry): Record<string, unknown> {
    const { [customer!.id]: _id, [customer!.email]: _email, ...rest } = run.params;
    return rest;
  }

  async function* runJointly(chunk: JointEntry[]): AsyncGenerator<Settled> {
    if (chunk.length === 1 || refusal) return yield* runAlone(chunk);
    const { by } = chunk[0]!.selector;
    const values = chunk.map(wantedOf);
    const wanted = by === 'id' ? { customer_ids: values } : { emails: values };
    const params = { ...commonParams(chunk[0]!), ...wanted, limit: largestPage };
    let found: Record<string, unknown>;
    try {
      found = await runNode(definition, store, params, call);
    } catch (error) {
      const failure = failureOf(error);
      if (refusesEveryCall(failure.error)) refusal = failure;
      const isShared = failure.error.retryable || refusal !== undefined;
      // Where one of them is at fault, the others must not fail with it: in halves it is soon alone.
      if (!isShared) {
        const middle = Math.ceil(chunk.length / 2);
        yield* runJointly(chunk.slice(0, middle));
        return yield* runJointly(chunk.slice(middle));
      }
      for (const item of chunk) yield { ...item, result: failure };
      return;
    }
    // Customers who share an email over very many channels would push others off the page.
    if (Number(found.total ?? 0) > largestPage) return yield* runAlone(chunk);
    for (const item of chunk) yield { ...item, result: shareOf(found, item.selector) };
  }

  async function* runAlone(entries: Entry[]): AsyncGenerator<Settled> {
    let at = 0;
    for await (const result of runNodeMany(definition, store, sourceOf(entries), {
      ...call,
      ...longestWait(entries),
    })) {
      if (!result.success && refusesEveryCall(result.error)) refusal = result;
      yield { ...entries[at]!, result };
      at += 1;
    }
    for (const item of entries.slice(at)) yield { ...item, result: refusal! };
  }

  /** Those that write customers in common know by themselves when to end, and want to see all items first. */
  function sourceOf(some: Entry[]): Iterable<unknown> {
    const params = some.map(({ run }) => run.params);
    return definition.executeMany ? params : untilRefused(params);
  }

  function* untilRefused(params: unknown[]): Generator<unknown> {
    for (const one of params) {
      if (refusal) return;
      yield one;
    }
  }
}

/** For a source whose items are not all known. */
function longestWait(items: Entry[]): { maxWaitMs?: number } {
  const waits = items
    .map(({ run }) => Number(textOf(run.params.max_wait_ms) || Number.NaN))
    .filter((wait) => wait >= 0);
  return waits.length > 0 ? { maxWaitMs: Math.max(...waits) } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
