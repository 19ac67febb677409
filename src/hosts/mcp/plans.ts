import { randomBytes } from 'node:crypto';
import { isBlank, type RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { digest } from './digest.ts';

/** How long a plan may be carried out. */
export const planHours = 1;
const planMs = planHours * 3_600_000;
/** Plans that are remembered; the oldest go first. */
const mostPlans = 500;
/** Parameters that a refusal names. */
const mostNamed = 5;

/** What a plan is bound to. */
export type PlannedCall = {
  tool: string;
  store: string;
  /** As they are read: another spelling of the same call is the same call. */
  params: Record<string, unknown>;
};

export type Plan = {
  id: string;
  /** What would happen, how often and where, for the human who is asked. */
  summary: string;
  /** What the dry run found beside the parameters: compared before it is carried out. */
  found?: string;
};

type StoredPlan = Plan & {
  tool: string;
  store: string;
  hashes: Map<string, string>;
  expiresAt: number;
  end?: 'used' | 'declined';
};

/** Dry runs that may be carried out: once each, with the very same parameters, within the hour. */
export type Plans = {
  add(call: PlannedCall, plan: Omit<Plan, 'id'>): Plan;
  /** Uses a plan up. @throws {RollcallError} invalid_params that says what to do next */
  take(id: unknown, call: PlannedCall): Plan;
  /** It was not carried out after all: it may be taken again. */
  giveBack(plan: Plan): void;
  /** The user does not want it: it stays used up, and whoever comes again hears why. */
  decline(plan: Plan): void;
};

export type PlansOptions = {
  /** The time in milliseconds. @default Date.now */
  now?(): number;
};

/** Plans live in the process: they end with it. */
export function createPlans({ now = Date.now }: PlansOptions = {}): Plans {
  const plans = new Map<string, StoredPlan>();
  return {
    add({ tool, store, params }, plan) {
      const id = `plan_${randomBytes(9).toString('base64url')}`;
      plans.set(id, { id, ...plan, tool, store, hashes: hashesOf(params), expiresAt: now() + planMs });
      for (const oldest of plans.keys()) {
        if (plans.size <= mostPlans) break;
        plans.delete(oldest);
      }
      return { id, ...plan };
    },
    take(id, { tool, store, params }) {
      const again = `Call ${tool} with dry_run true and these parameters for a new plan_id.`;
      const plan = plans.get(String(id).trim());
      if (!plan)
        throw refusal(
          `There is no plan ${typeof id === 'string' ? `"${id}"` : JSON.stringify(id)}: plans last ${planHours} hour and end with the server. ${again}`,
          'unknown',
        );
      if (plan.end === 'declined')
        throw refusal(
          `The user was asked about plan ${plan.id} and declined it: nothing was written. Leave it at that, and ask them again only when they want it themselves: then with dry_run true, for a new plan_id.`,
          'declined',
        );
      if (plan.end === 'used')
        throw refusal(`Plan ${plan.id} was used already, and a plan is carried out once. ${again}`, 'used');
      if (plan.expiresAt <= now())
        throw refusal(
          `Plan ${plan.id} is older than ${planHours} hour, and the store may have changed. ${again}`,
          'expired',
        );
      if (plan.tool !== tool)
        throw refusal(`Plan ${plan.id} is one of ${plan.tool}, not of ${tool}. ${again}`, 'other_call');
      if (plan.store !== store) throw refusal(`Plan ${plan.id} is for another store. ${again}`, 'other_call');
      const differing = differences(plan.hashes, hashesOf(params));
      if (differing !== '')
        throw refusal(
          `Plan ${plan.id} was made for other parameters; these differ: ${differing}. Give the parameters of its dry run, or make a new plan. ${again}`,
          'other_call',
        );
      plan.end = 'used';
      return plan;
    },
    giveBack({ id }) {
      const plan = plans.get(id);
      if (plan) delete plan.end;
    },
    decline({ id }) {
      const plan = plans.get(id);
      if (plan) plan.end = 'declined';
    },
  };
}

/** @param plan what is wrong with it, for programs */
export function refusal(message: string, plan: string): RollcallError {
  return invalidParam('plan_id', message, { plan });
}

function hashesOf(params: Record<string, unknown>): Map<string, string> {
  const parts = Object.entries(params).flatMap(([name, value]): [string, unknown][] =>
    // Each by itself, so that a refusal names the item that differs.
    name === 'items' && Array.isArray(value)
      ? value.map((part, index) => [`${name}[${index}]`, part])
      : [[name, inAnyOrder(value)]],
  );
  const given = parts.filter(([, value]) => !isBlank(value));
  return new Map(given.map(([name, value]) => [name, digest(value)]));
}

/** Of ids, emails and names, the order and how often each stands there mean nothing; of addresses, they do. */
function inAnyOrder(value: unknown): unknown {
  if (!Array.isArray(value) || value.some((part) => typeof part === 'object')) return value;
  return [...new Set(value)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** `email, items[3] and items[7]`; blank where nothing differs. */
function differences(planned: Map<string, string>, given: Map<string, string>): string {
  const names = [...new Set([...planned.keys(), ...given.keys()])].filter(
    (name) => planned.get(name) !== given.get(name),
  );
  const few = names.slice(0, mostNamed);
  const more = names.length > mostNamed ? [`${names.length - mostNamed} more`] : [];
  return new Intl.ListFormat('en-GB').format([...few, ...more]);
}
