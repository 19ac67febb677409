import type { Plan } from './compile-plan.ts';
import type { Draft } from './draft.ts';
import { problems } from './problems.ts';
import { hasPlace, type MappedAddress } from './read-address.ts';
import { splitName } from './read-name.ts';
import type { MappedRow } from './types.ts';

/** The API takes no more with a customer. */
const mostAddresses = 10;

export type FinishOptions = {
  plan: Plan;
  /** Whether customers that are not there are created; else names are not demanded. */
  creates: boolean;
  /** Told where the addresses of a row are not from the blocks of columns in their order. */
  noteOrigins(params: Record<string, unknown>, origins: number[]): void;
};

/** Completes a row: names, addresses, and whether it is refused. */
export function finishRow(draft: Draft, options: FinishOptions): MappedRow {
  const { row, params } = draft;
  const { plan } = options;
  // Nothing more is said of a row that is no customer.
  if (row.problems.some(({ code }) => code === 'command_not_supported' || code === 'email_missing'))
    return withoutClear(row);
  if (row.email === undefined) row.problems.push(problems.emailMissing(plan.columnByPlace.get('email')));
  readNames(draft, options);
  const first = draft.addresses[0];
  if (
    saysWho(options) &&
    params.phone === undefined &&
    first?.phone !== undefined &&
    draft.origins[0] === 0 &&
    !plan.columnByPlace.has('phone')
  )
    params.phone = first.phone;
  placeAddresses(draft, options);
  if (row.problems.some(({ rejects }) => rejects)) {
    row.refused = params;
    return withoutClear(row);
  }
  row.params = params;
  return row;
}

function withoutClear(row: MappedRow): MappedRow {
  delete row.clear;
  return row;
}

/** Whether a customer is called as the address. Of one who exists a file of addresses says neither name nor phone. */
function saysWho({ plan, creates }: FinishOptions): boolean {
  return creates || !plan.addressesOnly;
}

function readNames(draft: Draft, options: FinishOptions): void {
  const { plan, creates } = options;
  const { row, params, fullName } = draft;
  const nameColumn = plan.columnByPlace.get('name');
  if (params.first_name === undefined && params.last_name === undefined) {
    const address = draft.addresses[0];
    const split = fullName === undefined ? undefined : splitName(fullName);
    if (split?.first !== undefined && split.last !== undefined) {
      params.first_name = split.first;
      params.last_name = split.last;
    } else if (split?.first !== undefined) {
      row.problems.push(problems.lastNameMissing(nameColumn, fullName, creates));
      return;
    } else if (
      saysWho(options) &&
      address?.first_name !== undefined &&
      address.last_name !== undefined &&
      draft.origins[0]! >= 0
    ) {
      params.first_name = address.first_name;
      params.last_name = address.last_name;
    } else if (creates) row.problems.push(problems.nameMissing(plan.columnByPlace.get('first_name') ?? nameColumn));
    return;
  }
  if (!creates) return;
  if (params.first_name === undefined)
    row.problems.push(problems.firstNameMissing(plan.columnByPlace.get('first_name')));
  if (params.last_name === undefined) row.problems.push(problems.lastNameMissing(plan.columnByPlace.get('last_name')));
}

function placeAddresses(draft: Draft, { plan, noteOrigins }: FinishOptions): void {
  const { row, params } = draft;
  const kept: MappedAddress[] = [];
  const origins: number[] = [];
  draft.addresses.forEach((address, position) => {
    if (!saysSomething(address, params)) return;
    kept.push(address);
    origins.push(draft.origins[position]!);
  });
  if (kept.length > mostAddresses) {
    row.problems.push(problems.tooManyAddresses(kept.length, mostAddresses));
    kept.length = mostAddresses;
  }
  if (plan.flat && origins[0] === 0) {
    const { phone, ...fields } = kept.shift()!;
    origins.shift();
    Object.assign(params, fields);
    if (phone !== undefined) params.address_phone = phone;
  }
  if (kept.length === 0) return;
  params.addresses = kept;
  if (origins.some((origin, position) => origin !== usualOrigin(plan, position))) noteOrigins(params, origins);
}

/** Where the address at a position of `addresses` comes from, as long as no block is blank. */
export function usualOrigin({ flat, blocks, special }: Plan, position: number): number {
  const origin = position + (flat ? 1 : 0);
  if (origin < blocks.length) return origin;
  return special.has('addresses') ? -1 : 0;
}

/**
 * Names alone are no address, and a phone or company that the customer has is known. Any other rest is handed on: what has no place is left
 * out later, with a warning.
 */
function saysSomething(address: MappedAddress, { phone, company }: Record<string, unknown>): boolean {
  if (hasPlace(address)) return true;
  if (address.phone !== undefined && address.phone !== phone) return true;
  return address.company !== undefined && address.company !== company;
}
