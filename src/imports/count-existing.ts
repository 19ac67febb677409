import { createCustomers, type Fate, type Store, withPorts } from '../bigcommerce/index.ts';
import type { ImportRecord } from './import.ts';
import type { Queryable } from './import-rows.ts';
import { readInputs } from './run/read-inputs.ts';
import { upcomingOf } from './run/upcoming.ts';

export type CountExistingOptions = {
  db: Queryable;
  record: ImportRecord;
  store: Store;
  /** Rows that would be sent, each email once. */
  heads: number;
  signal?: AbortSignal;
};

/**
 * Asks the store what would become of each row, each email once: fifty emails a call, or by one walk of all customers where that
 * takes fewer calls. Nothing is written. Tells also which rows would be left out, and which would update.
 * @throws {RollcallError} what stops the store
 */
export async function countExisting({ db, record, store, heads, signal }: CountExistingOptions) {
  const limit = 2 ** 31 - 1;
  const fates: Record<Fate, number> = {
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    rejected: 0,
    failed: 0,
    pending: 0,
  };
  let calls = 0;
  let count = 0;
  const leftOut: number[] = [];
  const updates: number[] = [];
  let how: 'walk' | 'lookups' = 'lookups';
  const inputs = readInputs({
    db,
    importNo: record.no,
    options: record.options,
    limit,
    rank: 0,
    unseal: () => '',
    recovered: new Map(),
    settledBefore: -1,
    // Whoever compares meets customers of groups that there are.
    made: { groups: [], attributes: [] },
  });
  const counting = withPorts(store, {
    onRequest: (endpoint) => {
      calls += 1;
      store.onRequest?.(endpoint);
    },
  });
  const outcomes = createCustomers(counting, inputs, {
    dryRun: true,
    bulk: true,
    quotaShare: record.options.quota_share,
    onNotice: ({ code }) => {
      if (code === 'store_walked') how = 'walk';
    },
    ...upcomingOf({ db, importNo: record.no, options: record.options, count: heads, limit }),
    ...(signal && { signal }),
  });
  for await (const { index, fate, customerId, error } of outcomes) {
    fates[fate] += 1;
    if (fate === 'skipped' || fate === 'rejected') leftOut.push(index);
    else if (fate === 'updated' || fate === 'unchanged') updates.push(index);
    if (customerId !== undefined) count += 1;
    if (fate === 'pending' && error) throw error;
  }
  return { count, calls, how, fates, leftOut, updates };
}
