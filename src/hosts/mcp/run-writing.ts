import {
  failure,
  type NodeDefinition,
  type NodeResult,
  refusesEveryCall,
  runNode,
  runNodeMany,
  type Store,
} from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';
import type { Writing } from './read-writing.ts';
import type { ToolContext, ToolResult } from './tool.ts';
import { defaultMaxWaitMs } from './tool-schema.ts';

/** Results that are shown whole: of more, a success is told by its outcome and id, and a failure by its error. */
export const mostWhole = 25;
/** Items between two notices of progress. */
const progressEvery = 10;

/** Carries out a call of a writing tool. @throws {RollcallError} where a single one fails */
export async function runWriting(
  definition: NodeDefinition,
  store: Store,
  { each, isMany, dryRun }: Writing,
  { signal, progress }: ToolContext,
): Promise<ToolResult> {
  if (!isMany)
    return (await runNode(definition, store, each[0], { signal, maxWaitMs: defaultMaxWaitMs })) as ToolResult;
  const results: NodeResult[] = [];
  const hasWait = each.some((one) => isObject(one) && one.max_wait_ms !== undefined);
  const wait = !hasWait && { maxWaitMs: defaultMaxWaitMs };
  for await (const result of runNodeMany(definition, store, each, { signal, ...wait })) {
    results.push(isObject(each[results.length]) ? result : noObject(results.length));
    if (results.length % progressEvery === 0)
      progress(results.length, each.length, `${results.length} of ${each.length} items`);
  }
  const counts = countsOf(results);
  const shown = results.length <= mostWhole ? results : results.map(shorten);
  return {
    success: counts.failed === 0,
    ...(dryRun && { dry_run: true }),
    results: shown.map((result, index) => ({ index, ...result })),
    counts,
    message: messageOf(counts, results, dryRun),
  };
}

export type WrittenCounts = { succeeded: number; failed: number } & Record<string, number>;

function countsOf(results: NodeResult[]): WrittenCounts {
  const counts: WrittenCounts = { succeeded: 0, failed: 0 };
  for (const result of results) {
    counts[result.success ? 'succeeded' : 'failed']! += 1;
    const fate = result.success ? (result.would ?? result.outcome) : undefined;
    if (typeof fate === 'string') counts[fate] = (counts[fate] ?? 0) + 1;
  }
  return counts;
}

/** `3 created, 1 skipped`; with `would`, `3 would be created, 1 would be skipped`. */
export function fatesOf({ succeeded: _succeeded, failed: _failed, ...fates }: WrittenCounts, would = false): string {
  return Object.entries(fates)
    .map(([fate, count]) => `${count} ${would ? 'would be ' : ''}${fate}`)
    .join(', ');
}

function messageOf(counts: WrittenCounts, results: NodeResult[], isDry: boolean): string {
  const fates = fatesOf(counts);
  const done = `${counts.succeeded} of ${results.length} items ${isDry ? 'would succeed' : 'succeeded'}${fates && ` (${fates})`}.`;
  if (counts.failed === 0) return isDry ? `Nothing written: dry run. ${done}` : done;
  const failed = results.flatMap(({ success }, index) => (success ? [] : [index]));
  const few = failed.slice(0, 10).join(', ');
  const which = `${counts.failed} failed: index ${few}${failed.length > 10 ? ` and ${failed.length - 10} more` : ''}.`;
  const next = isDry ? howToDryRunAgain(counts, results) : howToSendAgain(counts, results);
  return `${isDry ? 'Nothing written: dry run. ' : ''}${done} ${which} ${next}`;
}

/** Whose fault failures are: `later` nobody's, `store` that of the store as a whole, `own` that of the item. */
function kindsOf(results: NodeResult[]): Set<'later' | 'store' | 'own'> {
  const errors = results.flatMap((result) => (result.success ? [] : [result.error]));
  return new Set(
    errors.map(({ code, retryable }) => (retryable ? 'later' : refusesEveryCall({ code }) ? 'store' : 'own')),
  );
}

function howToDryRunAgain({ succeeded }: WrittenCounts, results: NodeResult[]): string {
  const kinds = kindsOf(results);
  if (kinds.has('store'))
    return 'The store refuses every call: see the error. Once the user has mended that, make the dry run again.';
  if (!kinds.has('own')) return 'Nothing is wrong with these: make the dry run again in a while.';
  return succeeded === 0
    ? 'Correct these and make the dry run again.'
    : 'Correct these, or leave them out, and make the dry run again; or go on: they will fail alone.';
}

/** What was not sent, or has no known outcome, is right as it is; what the store refuses as a whole, no item can mend. */
function howToSendAgain({ succeeded }: WrittenCounts, results: NodeResult[]): string {
  const kinds = kindsOf(results);
  if (kinds.has('store'))
    return 'The store refuses every call: see the error. Once the user has mended that, send only these again.';
  if (!kinds.has('later'))
    return succeeded === 0
      ? 'Correct these and send them again.'
      : 'Correct these and send only them again; the others have their fate.';
  return kinds.has('own')
    ? 'Send only these again: as they are where the error is retryable, in a while, and corrected where it is not.'
    : 'Nothing is wrong with these: send only them again, as they are, in a while.';
}

function noObject(index: number): NodeResult {
  return failure(invalidParam(`items[${index}]`, `items[${index}] must be an object of parameters.`));
}

function shorten(result: NodeResult): NodeResult {
  if (!result.success) {
    const { message: _inError, ...rest } = result;
    return rest as NodeResult;
  }
  const { success, would, outcome, customer_id, order_id, warnings } = result;
  const told = Array.isArray(warnings) && warnings.length > 0 ? warnings : undefined;
  return JSON.parse(JSON.stringify({ success, would, outcome, customer_id, order_id, warnings: told }));
}
