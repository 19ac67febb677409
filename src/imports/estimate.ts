import type { CheckResult, CostPart, ImportOptions } from './import.ts';

/** BigCommerce's standard plan: what is assumed until the store names its own quota. */
const standardQuota = { requests: 150, windowMs: 30_000 };
const perCall = 10;
const emailsPerLookup = 50;

export type EstimateInput = {
  /** Rows that are sent, those left out that are known to exist and to be skipped. */
  creates: number;
  updates: number;
  /** Customers that must be looked up before they are updated. */
  lookups: number;
  manyAttributes: number;
  newsletter: number;
  /** Groups and attributes that the store lacks: each is made by a call of its own. */
  made: { groups: number; attributes: number };
  options: Pick<ImportOptions, 'quota_share'>;
  quota?: { requests: number; windowMs: number };
};

/** Calls and hours of an import, part by part. A call is one unit of the quota, whatever it carries. */
export function estimate(input: EstimateInput): Pick<CheckResult, 'calls' | 'hours' | 'parts' | 'quota'> {
  const { requests, windowMs } = input.quota ?? standardQuota;
  const perHour = (Math.max(1, Math.floor(requests * input.options.quota_share)) / windowMs) * 3_600_000;
  const part = (name: CostPart['part'], count: number, calls: number): CostPart => ({
    part: name,
    count,
    calls,
    hours: hoursOf(calls / perHour),
  });
  const parts = [
    part('groups', input.made.groups, input.made.groups),
    part('new_attributes', input.made.attributes, input.made.attributes),
    part('customers', input.creates, Math.ceil(input.creates / perCall)),
    part('lookups', input.lookups, Math.ceil(input.lookups / emailsPerLookup)),
    part('updates', input.updates, Math.ceil(input.updates / perCall)),
    part('attributes', input.manyAttributes, Math.ceil(input.manyAttributes / perCall)),
    part('newsletter', input.newsletter, input.newsletter),
  ].filter(({ count }) => count > 0);
  const calls = parts.reduce((sum, { calls }) => sum + calls, 0);
  return {
    calls,
    hours: hoursOf(calls / perHour),
    parts,
    quota: { requests, window_ms: windowMs, named: input.quota !== undefined },
  };
}

function hoursOf(hours: number): number {
  return Math.round(hours * 10_000) / 10_000;
}
