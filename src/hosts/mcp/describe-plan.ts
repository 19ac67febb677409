import type { NodeDefinition } from '../../nodes/index.ts';
import type { OpenedStore } from './allowed-stores.ts';
import type { Writing } from './read-writing.ts';
import { fatesOf, type WrittenCounts } from './run-writing.ts';
import type { ToolResult } from './tool.ts';

/** Whom a dry run would delete, to be compared. */
export function foundBy({ would_delete: ids }: ToolResult): string {
  return JSON.stringify([...((ids ?? []) as number[])].sort((a, b) => a - b));
}

/** Why a dry run makes no plan; undefined where it does. */
export function noPlanFor({ would_delete: ids, results }: ToolResult): string | undefined {
  if (Array.isArray(ids) && ids.length === 0) return 'There is nothing to delete, so there is no plan_id.';
  if (!Array.isArray(results)) return undefined;
  const failures = results.filter(({ success }) => !success);
  if (failures.length === results.length) return 'Nothing would be written, so there is no plan_id.';
  if (failures.some(({ error }) => error?.retryable))
    return 'The store could not be asked about every item, so there is no plan_id: make the dry run again later.';
  return undefined;
}

/** Sentences that a human reads before saying yes. */
export function describePlan(
  { title }: NodeDefinition,
  { counts, would_delete: ids, with_orders: withOrders, would }: ToolResult,
  { each, consequences }: Writing,
  { credential }: OpenedStore,
): string {
  const { label, id, store_hash: hash } = credential;
  const where = `in ${label ?? id} (store ${hash})`;
  if (Array.isArray(ids)) {
    const few = ids.slice(0, 20).join(', ');
    const more = ids.length > 20 ? ` and ${ids.length - 20} more` : '';
    const orders =
      Array.isArray(withOrders) && withOrders.length > 0
        ? ` ${withOrders.length} of them have orders, which stay.`
        : '';
    return `Delete ${ids.length} ${ids.length === 1 ? 'customer' : 'customers'} for good ${where}: ${few}${more}.${orders}`;
  }
  const many = counts as WrittenCounts | undefined;
  const what = many
    ? `${title}: ${each.length} items ${where}: ${fatesOf(many, true)}${many.failed > 0 ? `, ${many.failed} would fail` : ''}.`
    : `${title} ${where}: it would be ${would}.`;
  const few = consequences.slice(0, 3);
  const rest = consequences.length > 3 ? [`And ${consequences.length - 3} more such effects.`] : [];
  return [what, ...few, ...rest].join(' ').replace(/\s+/g, ' ');
}
