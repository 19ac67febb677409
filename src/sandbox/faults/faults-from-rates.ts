import { checkFaultRule } from './check-fault-rule.ts';
import type { FaultKind, FaultRule } from './fault-rule.ts';

/**
 * Turns `{ '5xx': 0.02, 'lost-after': 0.01 }` into rules over every endpoint, each with a seed of its own so that they do not fall on the same
 * requests.
 * @throws {TypeError} for an unknown kind or a rate outside 0 to 1
 */
export function faultsFromRates(rates: Readonly<Partial<Record<FaultKind, number>>>, seed = 1): FaultRule[] {
  return Object.entries(rates).map(([kind, rate], position) => {
    const rule = { match: '*', kind, rate, seed: seed + position * 7919 };
    checkFaultRule(rule);
    return rule;
  });
}
