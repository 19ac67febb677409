import type { AddressesMode } from './address-plan.ts';
import type { CustomerFields, NewCustomer } from './customer.ts';
import type { RollcallError } from './errors.ts';
import type { Warning } from './outcome.ts';
import type { Attempt } from './store.ts';

export type IfExists = 'fail' | 'skip' | 'update';

/** One customer to create. */
export type CreateInput = {
  /** Position in the input, from 0. */
  index: number;
  /** The body for POST /v3/customers; at most ten attributes travel in it, the others follow. */
  customer: NewCustomer;
  /** @default 'fail' */
  ifExists?: IfExists;
  /** What becomes of one that nobody has: created, or skipped, so that only customers that exist are updated. @default 'create' */
  ifMissing?: 'create' | 'skip';
  /** What a customer that exists and is updated becomes beyond `customer`: fields to be emptied. */
  clear?: CustomerFields;
  /** Write store credit to a customer that exists, too. @default false */
  setStoreCredit?: boolean;
  /** @default 'add_missing' */
  addressesMode?: AddressesMode;
  newsletter?: 'subscribed' | 'unsubscribed';
  /** Said of the input already; passed on to its outcome. */
  warnings?: Warning[];
  /** Set when an earlier process left an intent for it without an outcome. `ageMs`: time since that intent, when the input is given. */
  recovered?: { kind: Attempt['kind']; highestId?: number; ageMs: number };
};

/** An input that could not be read: it takes its place in the results as rejected. */
export type RefusedInput = { index: number; refused: RollcallError };

/** One input on its way to its fate. */
export type Item = {
  input: CreateInput;
  /** Email folded to lower case + target channels: what makes two inputs one customer. */
  key: string;
  /** Email folded to lower case. */
  email: string;
  /** Intent on record; set once and kept, since any of its sendings may have been executed. */
  attempt?: Attempt;
  /** A request that carried it may have been executed. */
  attempted: boolean;
  /** A lookup has shown that nobody holds its email. */
  absent: boolean;
  /** Batches with it that were refused. */
  strikes: number;
  /** Requests with it that got no usable reply. */
  losses: number;
  /** Times that it was named as existing and not found, or found and not known when it was to be changed. */
  misses: number;
  /** Why the latest lost request was lost. */
  lostBecause?: string;
  /**
   * The store blamed its email without saying that it exists; final when no lookup finds it and it stood `alone`: the blame for a batch of
   * which a part was written may fall on the wrong one.
   */
  refusedBecause?: { text: string; status: number; alone: boolean };
};

/** The API takes ten attributes in a create; further ones follow through their own endpoint. */
export const attributesInCreate = 10;

/** What a create of the input sends. */
export function bodyOf({ customer }: CreateInput): NewCustomer {
  const { attributes } = customer;
  return attributes && attributes.length > attributesInCreate
    ? { ...customer, attributes: attributes.slice(0, attributesInCreate) }
    : customer;
}

/** Why an item waits for a lookup. */
export type LookupReason =
  /** Nothing was sent for it: does it exist? */
  | 'precheck'
  /** It may have been written: is it there, and is it ours? */
  | 'judge'
  /** It exists, somebody else's: which customer is it? */
  | 'identify';

export function keyOf(customer: NewCustomer): string {
  const channels = customer.channel_ids ? [...customer.channel_ids].sort((a, b) => a - b).join(',') : '';
  return `${foldEmail(customer.email)}|${channels}`;
}

export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}
