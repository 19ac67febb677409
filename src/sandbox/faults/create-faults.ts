import { checkFaultRule } from './check-fault-rule.ts';
import type { FaultRule } from './fault-rule.ts';
import { seededRandom } from './seeded-random.ts';

/** A fault that met a request. */
export type Fault = { rule: FaultRule; random: () => number };

export type Faults = {
  /** The rules as given. */
  rules: readonly FaultRule[];
  /**
   * The fault that this request meets, if any: the first rule that matches and fires. At the `gate`, before quota and caps, that is a 429 or
   * nothing; at the `execution` any other.
   */
  meet(stage: 'gate' | 'execution', request: { method: string; path: string; items: number }): Fault | undefined;
  /** The part of the quota that other apps take. */
  thief: { rate: number; seed: number };
};

/** Seeded rules: the same rules over the same requests meet the same ones. */
export function createFaults(rules: readonly FaultRule[]): Faults {
  for (const [index, rule] of rules.entries()) checkOne(rule, rules.length > 1 ? index + 1 : undefined);
  const armed = rules
    .filter((rule) => rule.kind !== 'quota-thief')
    .map((rule) => ({
      rule,
      pattern: pattern(rule.match ?? '*'),
      random: seededRandom(rule.seed ?? 1),
      skip: rule.skip ?? 0,
      left: rule.count ?? Number.POSITIVE_INFINITY,
    }));
  const thieves = rules.filter((rule) => rule.kind === 'quota-thief');
  return {
    rules,
    thief: {
      rate: Math.min(
        1,
        thieves.reduce((sum, rule) => sum + (rule.rate ?? 1), 0),
      ),
      seed: thieves[0]?.seed ?? 1,
    },
    meet(stage, { method, path, items }) {
      for (const one of armed) {
        if ((one.rule.kind === '429') !== (stage === 'gate')) continue;
        if (one.left === 0 || !one.pattern.test(`${method} ${path}`)) continue;
        if (one.rule.kind === 'late-commit' && method === 'GET') continue;
        if (one.rule.kind === 'partial' && items < 2) continue;
        if (one.skip > 0) {
          one.skip -= 1;
          continue;
        }
        if (one.random() >= (one.rule.rate ?? 1)) continue;
        one.left -= 1;
        return { rule: one.rule, random: one.random };
      }
      return undefined;
    },
  };
}

/** Of several rules the message names which one it is. */
function checkOne(rule: FaultRule, number: number | undefined): void {
  try {
    checkFaultRule(rule);
  } catch (error) {
    if (number === undefined) throw error;
    throw new TypeError(`Rule ${number}: ${(error as Error).message}`, { cause: error });
  }
}

function pattern(match: string): RegExp {
  const [method, path] = match.includes(' ') ? match.split(' ', 2) : ['*', match];
  const end = path!.endsWith('$');
  const source = [method!, end ? path!.slice(0, -1) : path!]
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'))
    .join(' ');
  return new RegExp(`^${source}${end ? '$' : ''}`);
}
