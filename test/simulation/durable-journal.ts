import type { Clock, CreateInput, Intent, Journal, Outcome } from '../../src/bigcommerce/index.ts';

/** What survives a crash: intents with the time of a database's clock, and outcomes. */
export type DurableJournal = {
  outcomes: Map<number, Outcome>;
  /** Inputs that were given a second fate. */
  settledTwice: number[];
  /** The ports of one life. `step` is told before and after each record, and may end the life. */
  journal(step: (name: string) => Promise<void>): Journal;
  /** What the next life must know of an input. */
  recovered(index: number): CreateInput['recovered'];
  /** Intents that a later life was told of. */
  reopened: { index: number; at: number; highestId: number }[];
  keys(): [key: string, settled: { index: number; customerId?: number }][];
};

const there = ['created', 'updated', 'unchanged', 'skipped'];

export function createDurableJournal(clock: Clock): DurableJournal {
  const intents = new Map<number, { kind: Intent['kind']; key: string; highestId?: number; at: number }>();
  const keyOf = new Map<number, string>();
  const outcomes = new Map<number, Outcome>();
  const settledTwice: number[] = [];
  const reopened: DurableJournal['reopened'] = [];
  return {
    outcomes,
    reopened,
    settledTwice,
    journal: (step) => ({
      async intend({ kind, items, highestId }) {
        await step('before intent');
        for (const { index, key } of items) {
          intents.set(index, { kind, key, at: clock.now(), ...(highestId !== undefined && { highestId }) });
          keyOf.set(index, key);
        }
        await step('after intent');
      },
      async settle(settled) {
        await step('before settle');
        for (const outcome of settled) {
          if (outcomes.has(outcome.index)) settledTwice.push(outcome.index);
          outcomes.set(outcome.index, outcome);
        }
        await step('after settle');
      },
    }),
    recovered(index) {
      const intent = intents.get(index);
      if (!intent) return undefined;
      const { kind, at, highestId } = intent;
      reopened.push({ index, at, highestId: highestId ?? 0 });
      return { kind, ageMs: clock.now() - at, ...(highestId !== undefined && { highestId }) };
    },
    keys() {
      const keys: ReturnType<DurableJournal['keys']> = [];
      for (const [index, { fate, customerId, error }] of outcomes) {
        const key = keyOf.get(index);
        if (key && (there.includes(fate) || error?.code === 'customer_exists'))
          keys.push([key, { index, ...(customerId !== undefined && { customerId }) }]);
      }
      return keys;
    },
  };
}
