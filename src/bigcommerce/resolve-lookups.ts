import { bodyOf, foldEmail, type Item } from './create-item.ts';
import { type Change, type CreateRun, type Lookup, noteSeen } from './create-run.ts';
import type { Customer } from './customer.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { findCustomersByEmail, type Include } from './find-customers.ts';
import { inTargetChannels, isOurs } from './ownership.ts';
import { settleCreated } from './settle-created.ts';
import { settleRefused } from './settle-refused.ts';
import type { Attempt } from './store.ts';

/** The wait before a look at what the store may be slow to show. */
export const firstLookMs = 2_000;
/** Times that the store may contradict itself on whether a customer exists. */
export const missesPerItem = 2;
/** Requests with one item that may get no usable reply before it is reported as failed. */
const lossesPerItem = 6;

/** Asks the store for the customers of some items and takes each item a step on. */
export async function resolveLookups(run: CreateRun, lookups: Lookup[]): Promise<void> {
  let found: Awaited<ReturnType<typeof fetchFor>>;
  try {
    found = await fetchFor(
      run,
      lookups.map(({ item }) => item),
    );
  } catch (error) {
    if (isRefusedLookup(error)) return askInHalves(run, lookups, error);
    run.lookups.push(...lookups);
    throw error;
  }
  for (const lookup of lookups) resolve(run, lookup, found.customersOf(lookup.item), found.storeClockOffset);
}

/** The store was asked in a way that it does not take; an error of any other code stops it. */
export function isRefusedLookup(error: unknown): error is RollcallError {
  return isRollcallError(error) && error.code === 'rejected';
}

/** Why an item of a refused batch is looked up. */
export function reasonFor({ attempted }: Item): Lookup['reason'] {
  return attempted ? 'judge' : 'identify';
}

/** The store refused the question: asked in halves, only the email that it cannot take is refused. */
function askInHalves(run: CreateRun, lookups: Lookup[], refusal: RollcallError): void {
  const [first] = lookups;
  if (lookups.length > 1) {
    const middle = Math.ceil(lookups.length / 2);
    for (const half of [lookups.slice(0, middle), lookups.slice(middle)]) run.launch(() => resolveLookups(run, half));
  } else if (first!.item.attempted) settleUnasked(run, first!.item, refusal);
  else settleRefused(run, first!.item, { status: refusal.status ?? 422, text: refusal.message });
}

/** It may be there, and the store does not say: nobody may call it refused. */
function settleUnasked(run: CreateRun, item: Item, refusal: RollcallError): void {
  const { email } = item.input.customer;
  const message = `${email} was sent, but ${item.lostBecause ?? 'the answer left it open'}, and the store refuses to be asked for it: ${refusal.message} Look for it in the control panel.`;
  const error = new RollcallError('outcome_unknown', message, { details: { emails: [email] }, cause: refusal });
  run.settle(item, { fate: 'pending', error });
}

/** Takes an item on by the customers that hold its email. */
export function resolve(
  run: CreateRun,
  { item, reason }: Lookup,
  customers: Customer[],
  storeClockOffset?: number,
): void {
  const found = inTargetChannels(item.input.customer, customers);
  if (reason === 'precheck') noteSeen(run, found.length > 0);
  const ours = reason === 'judge' ? ownOf(item, found, storeClockOffset) : undefined;
  if (ours && run.options.dryRun)
    run.settle(item, { fate: 'created', dryRun: true, customerId: ours.id, customer: ours });
  else if (ours) settleCreated(run, item, ours);
  else if (found.length > 0) meetExisting(run, item, found);
  else settleAbsent(run, item, reason);
}

/**
 * One lookup of some items after a refusal. Those that are there are settled or go on; the others are returned.
 */
export async function askStore(run: CreateRun, items: Item[]): Promise<Item[]> {
  const { customersOf, storeClockOffset } = await fetchFor(run, items);
  const absent: Item[] = [];
  for (const item of items) {
    const found = inTargetChannels(item.input.customer, customersOf(item));
    if (found.length === 0) {
      item.absent = true;
      absent.push(item);
    } else {
      noteSeen(run, true);
      resolve(run, { item, reason: reasonFor(item), notBefore: 0 }, found, storeClockOffset);
    }
  }
  return absent;
}

async function fetchFor(run: CreateRun, items: Item[]) {
  const includes = new Set(items.flatMap(includesFor));
  const emails = [...new Set(items.map(({ input }) => input.customer.email.trim()))];
  const { customers, storeClockOffset } = await findCustomersByEmail(run.store, emails, includes, run.call);
  const byEmail = groupByEmail(customers);
  return { customersOf: (item: Item) => byEmail.get(item.email) ?? [], storeClockOffset };
}

/** Customers by folded email, added to those that are in `byEmail` already. */
export function groupByEmail(customers: Customer[], byEmail = new Map<string, Customer[]>()): Map<string, Customer[]> {
  for (const customer of customers) {
    const email = foldEmail(customer.email);
    const others = byEmail.get(email);
    if (others) others.push(customer);
    else byEmail.set(email, [customer]);
  }
  return byEmail;
}

/** What a lookup must show so that the item can be compared with it. */
export function includesFor({ attempted, input: { customer, ifExists } }: Item): Include[] {
  if (!attempted && ifExists !== 'update') return [];
  const includes: Include[] = [];
  if (customer.addresses) includes.push('addresses');
  if (customer.attributes) includes.push('attributes');
  if (customer.form_fields) includes.push('formfields');
  if (customer.store_credit_amounts) includes.push('storecredit');
  return includes;
}

function ownOf(item: Item, found: Customer[], storeClockOffset?: number): Customer | undefined {
  const { attempt, input } = item;
  if (attempt?.kind !== 'create') return undefined;
  const intentStoreTime = storeTimeOf(attempt, storeClockOffset);
  // Without the store's time and without H nothing tells an old customer from ours.
  if (intentStoreTime === undefined && attempt.highestId === undefined) return undefined;
  const sent = bodyOf(input);
  return found.find((customer) => isOurs(sent, customer, attempt, intentStoreTime));
}

/** More than two replies of one store differ by. */
const sleptMs = 5_000;

/** When it was sent, on the store's clock. A clock that stands still while the machine sleeps makes that too late by what it missed. */
function storeTimeOf({ at, clockOffset }: Attempt, storeClockOffset?: number): number | undefined {
  if (storeClockOffset === undefined) return undefined;
  const hasSlept = clockOffset !== undefined && storeClockOffset - clockOffset > sleptMs;
  return at + (hasSlept ? clockOffset : storeClockOffset);
}

function settleAbsent(run: CreateRun, item: Item, reason: Lookup['reason']): void {
  if (item.input.ifMissing === 'skip') {
    const message = `No customer has the email ${item.input.customer.email}: nothing was updated.`;
    const error = new RollcallError('customer_not_found', message);
    run.settle(item, { fate: 'skipped', error, ...(run.options.dryRun && { dryRun: true }) });
  } else if (run.options.dryRun) {
    run.settle(item, { fate: 'created', dryRun: true });
  } else if (item.refusedBecause?.alone) {
    settleRefused(run, item, item.refusedBecause);
  } else if (item.refusedBecause) {
    delete item.refusedBecause;
    run.closed.push([item]);
  } else if (item.losses >= lossesPerItem) {
    const error = new RollcallError(
      'store_unavailable',
      `${item.input.customer.email} was not created: ${item.lostBecause}, ${item.losses} times. Try again later.`,
    );
    run.settle(item, { fate: 'failed', error });
  } else if (item.misses > missesPerItem) {
    const email = item.input.customer.email;
    const message = `${email} is in use by BigCommerce's word, but no customer of its channels holds it. Look for it in the control panel.`;
    run.settle(item, { fate: 'rejected', error: new RollcallError('customer_exists', message) });
  } else {
    // Gone again, or never there: it is sent.
    forgetUpdate(item);
    if (reason === 'identify') item.misses += 1;
    item.absent = true;
    run.ready.push(item);
  }
}

/** Its customer is gone: an update of it that was on record is over, and a create gets an intent of its own. */
export function forgetUpdate(item: Item): void {
  if (item.attempt?.kind !== 'update') return;
  delete item.attempt;
  item.attempted = false;
}

/** The email belongs to somebody who was there before: the input's policy decides. */
function meetExisting(run: CreateRun, item: Item, found: Customer[]): void {
  const { customer, ifExists = 'fail' } = item.input;
  const ids = found.map(({ id }) => id).sort((a, b) => a - b);
  const lowest = found.find(({ id }) => id === ids[0])!;
  const several = ids.length > 1 && { customerIds: ids };
  const common = { customerId: lowest.id, ...several, ...(run.options.dryRun && { dryRun: true }) };
  if (ifExists === 'skip') {
    run.settle(item, { fate: 'skipped', customer: lowest, ...common });
  } else if (ifExists === 'fail') {
    const error = new RollcallError(
      'customer_exists',
      `${customer.email} exists already as customer${several ? 's' : ''} ${ids.join(', ')}. Set if_exists to skip or update, or choose another email.`,
      { details: { customer_id: lowest.id, ...(several && { customer_ids: ids }) } },
    );
    run.settle(item, { fate: 'rejected', error, ...common });
  } else if (ids.length > 1) {
    const error = new RollcallError(
      'customer_ambiguous',
      `${customer.email} belongs to customers ${ids.join(', ')}, one per channel. Name the channel in channel_ids, or update one by its id.`,
      { details: { customer_ids: ids } },
    );
    run.settle(item, { fate: 'rejected', error, ...common });
  } else {
    const change: Change = { item, current: lowest, recovered: item.attempt?.kind === 'update' };
    run.changes.push(change);
  }
}
