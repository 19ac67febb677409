import { type Answer, problem, serverError } from '../http/answer.ts';
import type { FaultRule } from './fault-rule.ts';

/** The first items of a batch, which alone are executed, and the answer that then goes out. */
export function partOfBatch(
  items: readonly unknown[],
  rule: FaultRule,
  random: () => number,
): { items: unknown[]; answer: Answer } {
  const kept = 1 + Math.floor(random() * (items.length - 1));
  const reply = rule.reply ?? (['no-culprit', 'culprit', '5xx'] as const)[Math.floor(random() * 3)]!;
  return { items: items.slice(0, kept), answer: answerOf(reply, kept, rule) };
}

function answerOf(reply: NonNullable<FaultRule['reply']>, culprit: number, rule: FaultRule): Answer {
  if (reply === 'no-culprit')
    return problem(422, 'Create customers failed.', { '.customer_create': 'Error creating customers' });
  if (reply === 'culprit') return problem(422, 'Create customers failed.', { [`${culprit}.email`]: 'invalid email' });
  return serverError(rule.status ?? 500);
}
