import { foldEmail } from '../../../src/bigcommerce/index.ts';
import type { NodeResult } from '../../../src/nodes/index.ts';

/** The customer that an item names: an ID, or an email as the store compares them. */
export type Selector = { by: 'id' | 'email'; value: string };

/** What is `own`'s of the result of a call for `all`, which are of one kind; those of a delete differ from each other. */
export function shareOf(found: Record<string, unknown>, all: Selector[], own: Selector): NodeResult {
  const id = own.by === 'id' ? Number(own.value) : idOf(own, all, found);
  const isOwn = (row: unknown): boolean => {
    if (typeof row === 'number') return row === id;
    if (typeof row === 'string') return foldEmail(row) === own.value;
    const customer = row as { id: number; email: string };
    return own.by === 'id' ? customer.id === id : foldEmail(customer.email) === own.value;
  };
  const share = Object.entries(found).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter(isOwn) : value,
  ]);
  return Object.fromEntries(share) as NodeResult;
}

/** A delete gives the ids of those that were there, in the order of their emails; undefined for one that was not, and for what lists customers. */
function idOf({ value }: Selector, all: Selector[], found: Record<string, unknown>): number | undefined {
  const missing = new Set(((found.not_found ?? []) as string[]).map(foldEmail));
  const present = all.filter((one) => !missing.has(one.value));
  const ids = (found.deleted_ids ?? found.would_delete ?? []) as number[];
  return ids[present.findIndex((one) => one.value === value)];
}
