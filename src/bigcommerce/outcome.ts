import type { Customer } from './customer.ts';
import type { RollcallError } from './errors.ts';

/** How an input ended. `pending` is no end: the fate is not known yet. */
export type Fate = 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected' | 'failed' | 'pending';

/** What an update is about to change, with the value before it. */
export type FieldChange = { from: unknown; to: unknown };

/** Something that was left out or decided for the user; it never fails an item. */
export type Warning = { code: string; message: string; [detail: string]: unknown };

/** How one part of an input ended. */
export type PartState = 'done' | 'unchanged' | 'failed' | 'not_sent';

export type Parts = {
  customer?: PartState;
  addresses?: PartState;
  attributes?: PartState;
  newsletter?: PartState;
};

/** The one known end of one input. */
export type Outcome = {
  /** Position of the input, from 0. */
  index: number;
  fate: Fate;
  customerId?: number;
  /** All customers that hold the email, where there are several. */
  customerIds?: number[];
  /** The customer as the store shows it after the write, where a reply showed it. */
  customer?: Customer;
  /** Set on `rejected`, `failed` and `pending`, and on `skipped` where nobody has the email. */
  error?: RollcallError;
  warnings: Warning[];
  /** Set where the input needed more than one call. */
  parts?: Parts;
  /** Set on `updated` and in dry runs: field -> value before and after. */
  changes?: Record<string, FieldChange>;
  /** Position of the earlier input with the same email and channels. */
  duplicateOf?: number;
  /** True when nothing was written because the run was dry: the fate is what would happen. */
  dryRun?: boolean;
};
