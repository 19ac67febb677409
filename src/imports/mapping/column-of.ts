import type { Plan } from './compile-plan.ts';
import { usualOrigin } from './finish-row.ts';
import { type AddressPart, placeOf } from './targets.ts';

const apiNames = new Map<string, AddressPart>([
  ['state_or_province', 'state'],
  ['postal_code', 'zip'],
  ['country', 'country_code'],
]);
const standIns = new Map<AddressPart, AddressPart>([
  ['state', 'state_code'],
  ['country_code', 'country'],
]);

/** The header behind a parameter: "country_code", "addresses[1].city", "attributes.Loyalty", "channel_ids[0]". */
export function columnOf(plan: Plan, given: string, origins?: readonly number[]): string | undefined {
  const list = /^addresses(?:\[(\d+)\](?:\.(\w+))?)?$/.exec(given);
  if (list) return columnOfList(plan, list[1], list[2], origins);
  // Only addresses have columns of their own for each position; an attribute may be called so.
  const param = plan.columnByPlace.has(given) ? given : given.replace(/\[\d+\]$/, '');
  const { columnByPlace } = plan;
  const own = columnByPlace.get(param);
  if (own !== undefined) return own;
  if (param === 'first_name' || param === 'last_name') return columnByPlace.get('name') ?? ofBlock(plan, 0, param);
  if (param === 'phone') return ofBlock(plan, 0, 'phone');
  if (param === 'customer_group') return plan.columns[plan.rules[0]?.position ?? -1];
  if (param === 'customer_group_id') return columnByPlace.get('customer_group');
  const place = placeOf(param);
  if (place?.kind === 'address' && plan.flat) return ofBlock(plan, 0, place.part);
  const entries = /^(attributes|form_fields)\b/.exec(param)?.[1];
  if (entries === undefined) return undefined;
  return columnByPlace.get(entries) ?? plan.entries.find(({ of }) => of === entries)?.column;
}

function columnOfList(
  plan: Plan,
  position: string | undefined,
  field: string | undefined,
  origins: readonly number[] | undefined,
): string | undefined {
  const whole = plan.special.get('addresses')?.column;
  // Without a position it is the country that was refused, and which address only where there is one.
  if (position === undefined) return whole ?? (plan.blocks.length === 1 ? ofBlock(plan, 0, 'country_code') : undefined);
  const origin = origins?.[Number(position)] ?? usualOrigin(plan, Number(position));
  if (origin < 0) return whole;
  return ofBlock(plan, origin, field ?? 'address1');
}

function ofBlock({ blocks, columnByPlace }: Plan, origin: number, field: string): string | undefined {
  const block = blocks[origin];
  if (!block) return undefined;
  const part = apiNames.get(field) ?? (field as AddressPart);
  const standIn = standIns.get(part);
  return columnByPlace.get(`${block.name}.${part}`) ?? (standIn && columnByPlace.get(`${block.name}.${standIn}`));
}
