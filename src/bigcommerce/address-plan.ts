import type { Address } from './customer.ts';

/**
 * add_missing: addresses that the customer lacks are added. match: one with the same address1 and postal code is changed, else
 * added. replace: like match, and all others are deleted.
 */
export type AddressesMode = 'add_missing' | 'match' | 'replace';

export type AddressPlan = {
  create: Address[];
  /** Only the fields that differ, with the id. */
  update: (Address & { id: number })[];
  /** Ids. */
  remove: number[];
};

const placeFields = ['address1', 'address2', 'city', 'state_or_province', 'postal_code', 'country_code'] as const;
const personFields = ['first_name', 'last_name'] as const;
const comparedFields = [...placeFields, ...personFields, 'company', 'phone', 'address_type'] as const;

/** Which addresses to create, change and delete so that `wanted` are there. Pure. */
export function planAddresses(current: Address[], wanted: Address[], mode: AddressesMode = 'add_missing'): AddressPlan {
  const plan: AddressPlan = { create: [], update: [], remove: [] };
  const kept = new Set<Address>();
  for (const address of wanted) {
    // An address that is named by its id is that one, wherever it moves.
    const named = address.id === undefined ? undefined : current.find(({ id }) => id === address.id);
    const twin = named ?? current.find((other) => !kept.has(other) && isSameAddress(address, other));
    const match =
      twin ??
      (mode === 'add_missing' ? undefined : current.find((other) => !kept.has(other) && isSamePlace(address, other)));
    if (!match) {
      if (!plan.create.some((other) => isSameAddress(address, other))) plan.create.push(address);
      continue;
    }
    kept.add(match);
    if (mode === 'add_missing' && !named) continue;
    const changed = differingFields(address, match);
    if (changed) plan.update.push({ id: match.id!, ...changed });
  }
  if (mode === 'replace') for (const address of current) if (!kept.has(address)) plan.remove.push(address.id!);
  return plan;
}

/**
 * Same place and person, without case, blanks and punctuation. A field that is not given counts as equal. The company does not
 * count: it defaults to the customer's own, and whoever changes that has not moved.
 */
export function isSameAddress(wanted: Address, other: Address): boolean {
  return [...placeFields, ...personFields].every(
    (field) => !wanted[field] || fold(wanted[field]) === fold(other[field]),
  );
}

function isSamePlace(wanted: Address, other: Address): boolean {
  return fold(wanted.address1) === fold(other.address1) && fold(wanted.postal_code) === fold(other.postal_code);
}

function differingFields(wanted: Address, other: Address): Address | undefined {
  const changed: Record<string, unknown> = {};
  for (const field of comparedFields)
    if (wanted[field] && wanted[field].trim() !== (other[field] ?? '').trim()) changed[field] = wanted[field];
  return Object.keys(changed).length > 0 ? (changed as Address) : undefined;
}

function fold(text: string | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
