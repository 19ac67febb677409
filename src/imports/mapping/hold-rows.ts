import type { Draft } from './draft.ts';
import { takeInto } from './draft-addresses.ts';
import { problems } from './problems.ts';
import { hasPlace, isSameAddress, type MappedAddress } from './read-address.ts';
import type { Continuation } from './templates.ts';
import type { MappedRow } from './types.ts';

/** Rows of one customer beyond so many are no addresses of a person. */
const mostHeld = 1000;

/**
 * Holds a customer's row back until no row can follow that only adds an address to it. Rows come out in order.
 * `finish` completes the first row once all its addresses are there.
 */
export function holdRows(mode: Continuation, finish: (draft: Draft) => MappedRow) {
  let base: Draft | undefined;
  let followers: MappedRow[] = [];

  return { push, passBy, flush };

  function push(draft: Draft): MappedRow[] {
    if (base && followers.length < mostHeld && continues(base, draft)) {
      takeOver(base, draft);
      followers.push(draft.row);
      return [];
    }
    const out = flush();
    if (mode === 'blank_email' && draft.row.email === undefined && isAddressAlone(draft))
      draft.row.problems.push(problems.noCustomerAbove());
    base = draft;
    return out;
  }

  /** A row that could not be read ends the customer above: it may have been one itself. */
  function passBy(row: MappedRow): MappedRow[] {
    return [...flush(), row];
  }

  function flush(): MappedRow[] {
    if (!base) return [];
    const out = [finish(base), ...followers];
    base = undefined;
    followers = [];
    return out;
  }

  function continues(above: Draft, draft: Draft): boolean {
    if (above.row.email === undefined || !draft.addresses.some(hasPlace)) return false;
    if (mode === 'blank_email') return draft.row.email === undefined && isAddressAlone(draft);
    if (draft.row.email?.toLowerCase() !== above.row.email.toLowerCase()) return false;
    if (draft.row.problems.some(({ rejects }) => rejects)) return false;
    return addsNothingElse(above, draft);
  }
}

function isAddressAlone({ params, addresses, fullName, row }: Draft): boolean {
  return (
    addresses.some(hasPlace) && fullName === undefined && row.sourceId === undefined && Object.keys(params).length === 0
  );
}

/** Whether all that a row says of the customer is said above, and its address is not. */
function addsNothingElse(above: Draft, draft: Draft): boolean {
  for (const [param, value] of Object.entries(draft.params))
    if (param !== 'email' && JSON.stringify(value) !== JSON.stringify(above.params[param])) return false;
  if (draft.fullName !== undefined && draft.fullName !== above.fullName) return false;
  if (draft.row.sourceId !== undefined && draft.row.sourceId !== above.row.sourceId) return false;
  return !draft.addresses.every((address) => isThere(above, address));
}

function isThere({ addresses, params }: Draft, address: MappedAddress): boolean {
  return addresses.some((other) => isSameAddress(other, address, params));
}

function takeOver(above: Draft, draft: Draft): void {
  draft.row.continues = above.row.index;
  delete draft.row.clear;
  draft.addresses.forEach((address, position) => {
    if (takeInto(above, address)) return;
    above.addresses.push(address);
    above.origins.push(draft.origins[position]!);
  });
}
