import { type CallOptions, foldEmail, type Store } from '../../../src/bigcommerce/index.ts';
import { type NodeResult, runNode, runNodeMany } from '../../../src/nodes/index.ts';
import { failureOf } from './failure-of.ts';
import type { Operation } from './operations.mts';
import type { ItemRun } from './read-item.ts';

export type Entry = { index: number; run: ItemRun };

/** Customers of one call. */
const together = 10;

/** Runs every item and yields their results, each with its item, in no order: customers travel in tens, also those to get or to delete. */
export async function* runItems(
  { definition, kind, customer }: Operation,
  store: Store,
  items: Entry[],
  call: CallOptions,
): AsyncGenerator<Entry & { result: NodeResult }> {
  const alone: Entry[] = [];
  const joint = new Map<string, Entry[]>();
  for (const item of items) {
    const key = kind === 'write' || !customer ? undefined : jointKey(item.run);
    const alike = key === undefined ? alone : (joint.get(key) ?? []);
    alike.push(item);
    if (key !== undefined) joint.set(key, alike);
  }
  for (const alike of joint.values())
    for (let at = 0; at < alike.length; at += together) yield* runJointly(alike.slice(at, at + together));
  // A run is dry or it is not.
  const isDry = ({ run }: Entry): boolean => /^(true|yes|1)$/i.test(String(run.params.dry_run ?? ''));
  for (const alike of [alone.filter(isDry), alone.filter((item) => !isDry(item))]) {
    let at = 0;
    const params = alike.map(({ run }) => run.params);
    for await (const result of runNodeMany(definition, store, params, call)) {
      yield { ...alike[at]!, result };
      at += 1;
    }
  }

  /** What all but the customer have in common; undefined where the item has to run by itself. */
  function jointKey({ params, isFull }: ItemRun): string | undefined {
    const { [customer!.id]: id, [customer!.email]: email, ...rest } = params;
    const by = idsOf(id).length > 0 ? 'id' : kind === 'get' && isPlainEmail(email) ? 'email' : undefined;
    return isFull || by === undefined ? undefined : `${by} ${JSON.stringify(rest)}`;
  }

  async function* runJointly(chunk: Entry[]): AsyncGenerator<Entry & { result: NodeResult }> {
    const { [customer!.id]: _id, [customer!.email]: _email, ...rest } = chunk[0]!.run.params;
    const ids = chunk.flatMap(({ run }) => idsOf(run.params[customer!.id]));
    const emails = chunk.map(({ run }) => run.params[customer!.email]);
    const wanted = ids.length > 0 ? { customer_ids: ids } : { emails };
    const params = { ...rest, ...wanted, ...(kind === 'get' && { limit: 250 }) };
    try {
      const found = await runNode(definition, store, params, call);
      for (const item of chunk) yield { ...item, result: shareOf(found, item.run.params) };
    } catch (error) {
      for (const item of chunk) yield { ...item, result: failureOf(error) };
    }
  }

  /** The part of a common result that is one item's. */
  function shareOf(found: Record<string, unknown>, params: Record<string, unknown>): NodeResult {
    const ids = new Set(idsOf(params[customer!.id]));
    const email = foldEmail(String(params[customer!.email] ?? ''));
    const isMine = (row: unknown): boolean => {
      if (typeof row !== 'object' || row === null) return ids.has(Number(row));
      const { id, email: own } = row as { id: number; email: string };
      return ids.size > 0 ? ids.has(id) : foldEmail(own) === email;
    };
    const share = Object.entries(found).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter(isMine) : value,
    ]);
    return Object.fromEntries(share) as NodeResult;
  }
}

/** The ids in a value, where it holds nothing else; `"1, 2"` as well as `[1, 2]`. */
function idsOf(value: unknown): number[] {
  const parts = Array.isArray(value) ? value : String(value ?? '').split(',');
  const texts = parts.map((part) => String(part).trim());
  return texts.every((text) => /^\d{1,10}$/.test(text)) ? texts.map(Number) : [];
}

function isPlainEmail(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s,]+@[^\s,]+$/.test(value.trim());
}
