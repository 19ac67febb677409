import { checkParams, type NodeDefinition } from '../../nodes/index.ts';
import type { OpenedStore } from './allowed-stores.ts';
import type { Writing } from './read-writing.ts';
import { fatesOf, type WrittenCounts } from './run-writing.ts';
import type { ToolResult } from './tool.ts';

/** Customers that a question names. */
const mostNamed = 20;

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
  definition: NodeDefinition,
  { counts, would_delete: ids, not_found: notFound, with_orders: withOrders, would, customer_id: id }: ToolResult,
  { each, consequences }: Writing,
  { credential }: OpenedStore,
): string {
  const { title } = definition;
  const given = checkParams(definition, each[0] ?? {}).given as { email?: string; emails?: string[] };
  const where = `in ${credential.label ?? credential.id} (store ${credential.store_hash})`;
  if (Array.isArray(ids)) {
    const unknown = new Set((notFound as unknown[]).map((one) => String(one).toLowerCase()));
    const emails = given.emails?.filter((email) => !unknown.has(email.toLowerCase())) ?? [];
    const asked = emails.length > 0 ? ` Found by email: ${someOf(emails)}.` : '';
    const ordering = Array.isArray(withOrders) ? withOrders.length : 0;
    const orders =
      ordering > 0 ? ` ${ordering} of ${ids.length} ${ordering === 1 ? 'has' : 'have'} orders, which stay.` : '';
    return `Delete ${ids.length} ${ids.length === 1 ? 'customer' : 'customers'} for good ${where}: ${someOf(ids)}.${asked}${orders}`;
  }
  const many = counts as WrittenCounts | undefined;
  const what = many
    ? `${title}: ${each.length} items ${where}: ${fatesOf(many, true)}${many.failed > 0 ? `, ${many.failed} would fail` : ''}.`
    : `${title} ${where}: ${given.email ?? 'it'}${id === undefined ? '' : ` (customer ${id})`} would be ${would}.`;
  const few = consequences.slice(0, 3);
  const rest = consequences.length > 3 ? [`And ${consequences.length - 3} more such effects.`] : [];
  return [what, ...few, ...rest].join(' ').replace(/\s+/g, ' ');
}

/** People read twenty at most. */
function someOf(all: unknown[]): string {
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  return `${all.slice(0, mostNamed).join(', ')}${more}`;
}
