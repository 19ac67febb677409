import { LONGEST_TIMER_MS } from '../longest-timer.ts';
import { FAULT_KINDS, type FaultKind, type FaultRule } from './fault-rule.ts';

const KEYS = new Set(['match', 'kind', 'rate', 'count', 'skip', 'seed', 'delay_ms', 'status', 'reply']);
const REPLIES: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  partial: ['no-culprit', 'culprit', '5xx'],
  'late-commit': ['lost', '5xx'],
};

/** @throws {TypeError} when the rule could never do what its author meant */
export function checkFaultRule(rule: unknown): asserts rule is FaultRule {
  if (typeof rule !== 'object' || rule === null)
    throw new TypeError('A fault rule is an object such as { "kind": "5xx", "rate": 0.02 }');
  for (const key of Object.keys(rule))
    if (!KEYS.has(key)) throw new TypeError(`A fault rule has no "${key}"; it has ${[...KEYS].join(', ')}`);
  const { match, kind, rate, count, skip, seed, delay_ms, status, reply } = rule as Record<string, unknown>;
  if (!FAULT_KINDS.includes(kind as FaultKind))
    throw new TypeError(`There is no fault "${kind}"; there are ${FAULT_KINDS.join(', ')}`);
  if (match !== undefined && (typeof match !== 'string' || match === ''))
    throw new TypeError('"match" is text such as "POST /v3/customers"');
  if (rate !== undefined && !(typeof rate === 'number' && rate >= 0 && rate <= 1))
    throw new TypeError('"rate" is a number from 0 to 1');
  for (const [name, value] of Object.entries({ count, skip, delay_ms })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 0))
      throw new TypeError(`"${name}" is a whole number, 0 or more`);
  }
  if ((delay_ms as number) > LONGEST_TIMER_MS) throw new TypeError(`"delay_ms" is at most ${LONGEST_TIMER_MS}`);
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new TypeError('"seed" is an integer');
  if (status !== undefined && !(Number.isInteger(status) && (status as number) >= 500 && (status as number) <= 599)) {
    throw new TypeError('"status" is a status from 500 to 599');
  }
  if (reply === undefined) return;
  const replies = REPLIES[kind as FaultKind];
  if (!replies) throw new TypeError(`A ${kind} has no "reply"; ${Object.keys(REPLIES).join(' and ')} have one`);
  if (!replies.includes(reply as string)) throw new TypeError(`"reply" of ${kind} is one of ${replies.join(', ')}`);
}
