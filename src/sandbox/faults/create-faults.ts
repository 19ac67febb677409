import { checkFaultRule } from './check-fault-rule.ts';
import type { FaultRule } from './fault-rule.ts';
import { type MatchedRequest, readMatch } from './read-match.ts';
import { seededRandom } from './seeded-random.ts';

/** A fault that met a request. */
export type Fault = { rule: FaultRule; random: () => number };

export type Faults = {
  /** The rules that may still strike; of one that is counted, `count` is how often it still may. */
  readonly rules: readonly FaultRule[];
  /**
   * The fault that this request meets, if any: the first rule that matches and fires. At the `gate`, before quota and caps, that is a 429 or
   * nothing; at the `execution` any other.
   */
  meet(stage: 'gate' | 'execution', request: MatchedRequest & { items: number }): Fault | undefined;
  /** The part of each window's quota that other apps take, and how many units they take in all. */
  thief: { rate: number; seed: number; units: number };
};

/**
 * Seeded rules: the same rules over the same requests meet the same ones.
 * @throws {TypeError} for a rule that makes no sense, or that means none of the `endpoints`
 */
export function createFaults(rules: readonly FaultRule[], endpoints: readonly string[]): Faults {
  for (const [index, rule] of rules.entries()) checkOne(rule, endpoints, rules.length > 1 ? index + 1 : undefined);
  const armed = rules
    .filter((rule) => rule.kind !== 'quota-thief')
    .map((rule) => ({
      rule,
      match: readMatch(rule.match ?? '*'),
      random: seededRandom(rule.seed ?? 1),
      skip: rule.skip ?? 0,
      left: rule.count ?? Number.POSITIVE_INFINITY,
    }));
  const thieves = rules.filter((rule) => rule.kind === 'quota-thief');
  return {
    get rules() {
      return rules.flatMap((rule) => {
        const one = armed.find((each) => each.rule === rule);
        if (!one || one.left === Number.POSITIVE_INFINITY) return [rule];
        return one.left === 0 ? [] : [{ ...rule, count: one.left }];
      });
    },
    thief: {
      rate: Math.min(
        1,
        thieves.reduce((sum, rule) => sum + (rule.rate ?? 1), 0),
      ),
      seed: thieves[0]?.seed ?? 1,
      units: thieves.reduce((sum, rule) => sum + (rule.count ?? Number.POSITIVE_INFINITY), 0),
    },
    meet(stage, request) {
      for (const one of armed) {
        if ((one.rule.kind === '429') !== (stage === 'gate')) continue;
        if (one.left === 0 || !one.match.test(request)) continue;
        if (one.rule.kind === 'late-commit' && request.method === 'GET') continue;
        if (one.rule.kind === 'partial' && request.items < 2) continue;
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
function checkOne(rule: FaultRule, endpoints: readonly string[], number: number | undefined): void {
  try {
    checkFaultRule(rule);
    const match = readMatch(rule.match ?? '*');
    if (!endpoints.some((endpoint) => match.meansEndpoint(endpoint)))
      throw new TypeError(`"match" means no endpoint of the sandbox: ${rule.match}`);
  } catch (error) {
    if (number === undefined) throw error;
    throw new TypeError(`Rule ${number}: ${(error as Error).message}`, { cause: error });
  }
}
