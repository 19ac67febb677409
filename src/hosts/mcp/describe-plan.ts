import { checkParams, type NodeDefinition } from '../../nodes/index.ts';
import { count } from '../amounts.ts';
import { isObject } from '../is-object.ts';
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
  result: ToolResult,
  writing: Writing,
  { credential }: OpenedStore,
): string {
  const { title } = definition;
  const { counts, would_delete: ids, would, customer_id: id } = result;
  const { each, consequences, read } = writing;
  const given = read as { email?: string; emails?: string[] };
  const where = `in ${credential.label ?? credential.id} (store ${credential.store_hash})`;
  if (Array.isArray(ids)) return describeDelete(ids, result, given.emails, where);
  const many = counts as WrittenCounts | undefined;
  const what = many
    ? `${title}: ${each.length} items ${where}: ${fatesOf(many, true)}${many.failed > 0 ? `, ${many.failed} would fail` : ''}.`
    : `${title} ${where}: ${given.email ?? 'it'}${id === undefined ? '' : ` (customer ${id})`} would be ${would}.`;
  const few = consequences.slice(0, 3);
  const rest = consequences.length > 3 ? [`And ${consequences.length - 3} more such effects.`] : [];
  return [what, ...describeValues(definition, result, writing), ...few, ...rest].join(' ').replace(/\s+/g, ' ');
}

function describeDelete(
  ids: unknown[],
  { not_found: notFound, with_orders: withOrders }: ToolResult,
  asked: string[] | undefined,
  where: string,
): string {
  const unknown = new Set((notFound as unknown[]).map((one) => String(one).toLowerCase()));
  const emails = asked?.filter((email) => !unknown.has(email.toLowerCase())) ?? [];
  const found = emails.length > 0 ? ` Found by email: ${someOf(emails)}.` : '';
  const ordering = Array.isArray(withOrders) ? withOrders.length : 0;
  const orders =
    ordering > 0 ? ` ${ordering} of ${ids.length} ${ordering === 1 ? 'has' : 'have'} orders, which stay.` : '';
  return `Delete ${count(ids.length, 'customer')} for good ${where}: ${someOf(ids)}.${found}${orders}`;
}

/** What customers are given or have to do, and no list of fates shows: money, and a new password. */
function describeValues(definition: NodeDefinition, result: ToolResult, { each }: Writing): string[] {
  const results = (Array.isArray(result.results) ? result.results : [result]) as Partial<ToolResult>[];
  const written = each.flatMap((one, index) => {
    const would = results[index]?.would;
    if (!isObject(one) || (would !== 'created' && would !== 'updated')) return [];
    return [{ would, given: checkParams(definition, one).given as GivenValues }];
  });
  const credits = written.filter(({ given }) => typeof given.store_credit === 'number');
  const sumOf = (fate: string, isPaid: (given: GivenValues) => boolean): number[] =>
    credits
      .filter(({ would, given }) => would === fate && isPaid(given))
      .map(({ given }) => given.store_credit as number);
  const granted = sumOf('created', () => true);
  const set = sumOf('updated', ({ store_credit_mode: mode }) => mode === 'set');
  const resets = written.filter(({ given }) => given.force_password_reset === true).length;
  return [
    ...(granted.length > 0
      ? [`Store credit of ${amountOf(granted)} in total for ${count(granted.length, 'new customer')}.`]
      : []),
    ...(set.length > 0
      ? [
          `The store credit of ${count(set.length, 'customer')} who ${set.length === 1 ? 'exists' : 'exist'} is replaced: ${amountOf(set)} in total from then on.`,
        ]
      : []),
    ...(resets > 0 ? [`${count(resets, 'customer')} must choose a new password at the next login.`] : []),
  ];
}

type GivenValues = { store_credit?: unknown; store_credit_mode?: unknown; force_password_reset?: unknown };

/** `118.50`, in the currency of the store. */
function amountOf(amounts: number[]): string {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return sum.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}

/** People read twenty at most. */
function someOf(all: unknown[]): string {
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  return `${all.slice(0, mostNamed).join(', ')}${more}`;
}
