import { type Customer, type Outcome, RollcallError, type Warning } from '../bigcommerce/index.ts';
import type { CreateParams } from './create-params.ts';
import type { NodeResult } from './define-node.ts';
import { failure } from './failure.ts';
import { withoutStale } from './without-stale.ts';

/** The result of one create, as the node promises it. `given` is undefined where the parameters could not be read. */
export function createResult(outcome: Outcome, given: CreateParams | undefined): NodeResult {
  const { fate, error, customerId, warnings, parts } = outcome;
  if (fate === 'rejected' || fate === 'failed' || fate === 'pending' || !given)
    return failure(error ?? new RollcallError('internal', `An outcome ${fate} came without its reason.`));
  if (outcome.dryRun) return dryResult(outcome, given);
  return {
    success: true,
    customer: customerOf(outcome, given),
    customer_id: customerId,
    outcome: fate,
    ...(warnings.length > 0 && { warnings }),
    ...(parts && Object.keys(parts).length > 1 && { parts }),
    ...(outcome.duplicateOf !== undefined && { duplicate_of: outcome.duplicateOf }),
    ...(outcome.customerIds && { customer_ids: outcome.customerIds }),
    ...creditOf(outcome, given),
    message: messageOf(outcome),
  };
}

function dryResult({ fate, customerId, changes = {}, warnings }: Outcome, given: CreateParams): NodeResult {
  const who = customerId === undefined ? given.email : `${given.email} (customer ${customerId})`;
  return {
    success: true,
    dry_run: true,
    would: fate,
    ...(customerId !== undefined && { customer_id: customerId }),
    changes,
    warnings,
    message:
      fate === 'created' && customerId !== undefined
        ? `Nothing written: dry run. ${given.email} is there as customer ${customerId}: an earlier call created it, though its reply was lost`
        : `Nothing written: dry run. ${who} would be ${fate}${leftOut(warnings)}`,
  };
}

/** A skipped duplicate was never looked up: then its id and email are all that is known. */
function customerOf({ fate, customer, customerId, parts }: Outcome, given: CreateParams): Partial<Customer> {
  if (!customer) return { id: customerId!, email: given.email };
  return fate === 'updated' ? withoutStale(customer, parts) : customer;
}

function creditOf({ fate, customer, changes }: Outcome, given: CreateParams) {
  if (given.store_credit === undefined || given.store_credit_mode !== 'set') return {};
  const change = changes?.store_credit;
  const now = change?.to ?? customer?.store_credit_amounts?.[0]?.amount ?? given.store_credit;
  if (fate === 'skipped') return {};
  return { store_credit_before: fate === 'created' ? 0 : (change?.from ?? now), store_credit_after: now };
}

function messageOf({ fate, customerId, duplicateOf, warnings }: Outcome): string {
  const who = `Customer ${customerId}`;
  if (fate === 'skipped')
    return duplicateOf === undefined
      ? `${who} exists already (skipped)`
      : `${who} exists already (skipped: duplicate of line ${duplicateOf + 1} of the items)`;
  if (fate === 'unchanged') return `${who} has these values already: nothing to change${leftOut(warnings)}`;
  const without = leftOut(warnings);
  return `${who} ${fate}${without === '' || !without.startsWith(' without') ? ' successfully' : ''}${without}`;
}

/** Whatever was left out is said: " without its address (country_code missing)". */
function leftOut(warnings: Warning[]): string {
  const addresses = warnings.filter(({ code }) => code === 'address_incomplete');
  const others = warnings.filter(({ code }) => code !== 'address_incomplete' && code !== 'state_unknown');
  const which = addresses.length === 1 ? 'its address' : `${addresses.length} addresses`;
  const lacks = addresses.map(({ missing }) => `${(missing as string[]).join(', ')} missing`).join('; ');
  const without = addresses.length > 0 ? ` without ${which} (${lacks})` : '';
  return `${without}${others.map(({ message }) => `. ${message}`).join('')}`;
}
