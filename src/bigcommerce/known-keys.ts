import type { Item } from './create-item.ts';
import type { Outcome } from './outcome.ts';

/** Keys whose fate a stream remembers at least after they left its window. An import deduplicates over the whole file in its database. */
export const rememberedKeys = 100_000;

export type Settled = { index: number; customerId?: number };

/** Which keys are in hand, who waits for them, and how they ended. */
export type KnownKeys = {
  /** How the key ended, where somebody had it. */
  settled(key: string): Settled | undefined;
  /**
   * True when the item may go; else it waits for the one in hand. Inputs with one email go one after the other, also where their
   * channels differ: side by side two could take one customer for their own.
   */
  claim(item: Item): boolean;
  /** Items that waited for this one, in file order; the email is free afterwards. */
  release(item: Item, outcome: Outcome): Item[];
};

export type KnownKeysOptions = {
  /** Keys that an earlier process of the same input settled. */
  settled?: Iterable<[key: string, settled: Settled]>;
};

/** Fates after which a customer with this key is in the store. */
export function isThere(outcome: Outcome): boolean {
  return (
    ['created', 'updated', 'unchanged', 'skipped'].includes(outcome.fate) ||
    outcome.error?.code === 'customer_exists' ||
    outcome.error?.code === 'partial'
  );
}

export function createKnownKeys(options: KnownKeysOptions = {}): KnownKeys {
  const inHand = new Map<string, Item[]>();
  // Two generations: when the younger is full the elder is forgotten whole. Deleting the oldest key of one map one by one
  // made a stream of 500,000 four times slower.
  let younger = new Map<string, Settled>(options.settled);
  let elder = new Map<string, Settled>();
  return {
    settled: (key) => younger.get(key) ?? elder.get(key),
    claim(item) {
      const waiting = inHand.get(item.email);
      if (waiting) waiting.push(item);
      else inHand.set(item.email, []);
      return waiting === undefined;
    },
    release(item, outcome) {
      const waiting = inHand.get(item.email) ?? [];
      inHand.delete(item.email);
      if (isThere(outcome)) {
        younger.set(item.key, {
          index: item.input.index,
          ...(outcome.customerId !== undefined && { customerId: outcome.customerId }),
        });
        if (younger.size >= rememberedKeys) {
          elder = younger;
          younger = new Map();
        }
      }
      return waiting;
    },
  };
}
