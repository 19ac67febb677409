import type { SandboxFault, SandboxFaultKind } from '../../../../src/hosts/http/api-types.ts';

/** How often a fault is to happen, as the list beside its switch has it: "0.05", or "once". */
export type Often = string;

const rates = [0.01, 0.05, 0.2, 0.5];
const once = 'once';

/** How often this fault happens now. */
export function oftenOf({ rate = 1, count }: SandboxFault): Often {
  return count === undefined ? String(rate) : once;
}

/** A part of a quota is not taken once. */
export const takesQuota = ({ kind }: Pick<SandboxFaultKind, 'kind'>): boolean => kind === 'quota-thief';

/** @param present Kept in the list, also where it came from elsewhere. */
export function oftenChoices(kind: SandboxFaultKind, present: Often): { value: Often; label: string }[] {
  const listed = new Set([...rates, ...[Number(present), kind.suggested.rate ?? 1].filter((rate) => rate >= 0)]);
  const shares = [...listed].sort((a, b) => a - b).map((rate) => ({ value: String(rate), label: share(kind, rate) }));
  return takesQuota(kind) ? shares : [...shares, { value: once, label: 'Just once, at the next chance' }];
}

function share(kind: SandboxFaultKind, rate: number): string {
  const percent = `${Math.round(rate * 1000) / 10} %`;
  if (takesQuota(kind)) return `${percent} of the quota`;
  return rate === 1 ? 'Every request' : `${percent} of requests`;
}

/** In the middle of a sentence: "5 % of requests". */
export function oftenWords(kind: SandboxFaultKind, often: Often): string {
  const label = oftenChoices(kind, often).find(({ value }) => value === often)!.label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** The faults with this kind on. What else they say, for instance which requests they are about, stays. */
export function turnedOn(faults: SandboxFault[], kind: SandboxFaultKind, often: Often): SandboxFault[] {
  const own = faults.filter((fault) => fault.kind === kind.kind);
  const others = turnedOff(faults, kind.kind);
  const changed = (own.length > 0 ? own : [kind.suggested]).map(({ count: _, rate: __, ...rest }) =>
    often === once ? { ...rest, rate: 1, count: 1 } : { ...rest, rate: Number(often) },
  );
  return [...others, ...changed];
}

export function turnedOff(faults: SandboxFault[], kind: string): SandboxFault[] {
  return faults.filter((fault) => fault.kind !== kind);
}
