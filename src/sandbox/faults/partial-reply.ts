import { type Answer, problem, serverError } from '../http/answer.ts';
import { BATCH_REFUSALS } from '../v3/batch-refusals.ts';
import type { FaultRule } from './fault-rule.ts';

/** The first items of a batch, which alone are executed, and the answer that then goes out: that of the endpoint which took them. */
export function partOfBatch(
  items: readonly unknown[],
  rule: FaultRule,
  random: () => number,
): { items: unknown[]; answer(endpoint: string): Answer } {
  const kept = 1 + Math.floor(random() * (items.length - 1));
  const reply = rule.reply ?? (['no-culprit', 'culprit', '5xx'] as const)[Math.floor(random() * 3)]!;
  return {
    items: items.slice(0, kept),
    answer(endpoint) {
      if (reply === '5xx') return serverError(rule.status ?? 500);
      const { title, whole, item } = BATCH_REFUSALS[endpoint as keyof typeof BATCH_REFUSALS];
      const [key, text] = reply === 'no-culprit' ? whole : [`${kept}.${item[0]}`, item[1]];
      return problem(422, title, { [key]: text });
    },
  };
}
