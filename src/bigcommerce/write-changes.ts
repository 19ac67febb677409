import type { Call } from './call.ts';
import type { AttributeValue, Customer } from './customer.ts';
import { type CustomerChanges, changesFor, type DesiredCustomer } from './customer-changes.ts';
import { refusalError } from './error-body.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { chunksByLength, lookupCharacters } from './find-customers.ts';
import { listAddresses, listAttributeValues, mostIncluded } from './list-customer-parts.ts';
import { type NewsletterInput, type NewsletterResult, planNewsletter, setNewsletter } from './newsletter.ts';
import type { PartState, Parts, Warning } from './outcome.ts';
import { send } from './send.ts';
import { isGone, type RowsRequest, sendRows } from './send-rows.ts';
import { isStop } from './stop-reason.ts';
import type { Store } from './store.ts';

/** A customer that exists and what it shall become. */
export type ChangeTarget = {
  index: number;
  key: string;
  /** With the includes that `desired` needs. */
  current: Customer;
  desired: DesiredCustomer;
  /** True when an intent to update it is on record and its outcome is not: no difference then means that it was updated. */
  recovered?: boolean;
};

export type ChangeResult = {
  /** `gone`: the customer was deleted meanwhile. */
  fate: 'updated' | 'unchanged' | 'rejected' | 'failed' | 'pending' | 'gone';
  customer: Customer;
  changes: CustomerChanges['changes'];
  parts: Parts;
  warnings: Warning[];
  error?: RollcallError;
};

type Work = ChangeTarget & { plan: CustomerChanges; result: ChangeResult; errors: RollcallError[] };

export type WriteOptions = {
  /** Plan only. @default false */
  dryRun?: boolean;
  /** True when an intent that covers the writes is on record already. @default false */
  intended?: boolean;
};

/**
 * Brings customers to what is desired: fields by PUT in tens, then attribute values, addresses and newsletter through their own
 * endpoints. Only what differs is sent. Every write here may be repeated, so a run that broke off is simply run again.
 * Results are in the order of the targets; a part that fails is in its target's result.
 */
export async function writeChanges(
  store: Store,
  targets: ChangeTarget[],
  call: Call,
  options: WriteOptions = {},
): Promise<ChangeResult[]> {
  const works: Work[] = [];
  for (const target of targets)
    works.push(await planWork(options.intended ? target : await withAllParts(store, target, call)));
  if (options.dryRun) {
    for (const work of works) {
      // Asking costs a call a person: bulk work is told of the customers alone.
      if (!call.bulk)
        await part(work, 'newsletter', async () =>
          noteNewsletter(work, await planNewsletter(store, newsletterInput(work), call)),
        );
      conclude(work);
    }
    return works.map(({ result }) => result);
  }

  const writing = works.filter(({ plan, desired }) => Object.keys(plan.changes).length > 0 || desired.newsletter);
  const intended = writing.filter(({ plan }) => Object.keys(plan.changes).length > 0);
  if (intended.length > 0 && !options.intended)
    await store.journal.intend({
      kind: 'update',
      items: intended.map(({ index, key, current, plan }) => ({
        index,
        key,
        customerId: current.id,
        changes: plan.changes,
      })),
    });
  await putFields(store, writing, call);
  await putAttributes(store, writing.filter(alive), call);
  await writeAddresses(store, writing.filter(alive), call);
  for (const work of writing.filter(alive))
    await part(work, 'newsletter', async () =>
      noteNewsletter(work, await setNewsletter(store, newsletterInput(work), call)),
    );
  for (const work of works) conclude(work);
  return works.map(({ result }) => result);
}

/** An include ends at ten addresses and ten attribute values: where more may count, all are asked for. */
async function withAllParts(store: Store, target: ChangeTarget, call: Call): Promise<ChangeTarget> {
  const { id, addresses = [], attributes = [] } = target.current;
  const { desired } = target;
  const current = { ...target.current };
  if (desired.addresses?.length && addresses.length >= mostIncluded)
    current.addresses = await listAddresses(store, [id], call);
  const isShown = ({ attribute_id }: AttributeValue) => attributes.some((value) => value.attribute_id === attribute_id);
  if (attributes.length >= mostIncluded && desired.attributes?.some((value) => !isShown(value)))
    current.attributes = await listAttributeValues(store, [id], call);
  return { ...target, current };
}

function planWork(target: ChangeTarget): Work {
  const { current } = target;
  const plan = changesFor(current, target.desired);
  const parts: Parts = { customer: plan.fields ? 'not_sent' : 'unchanged' };
  if (target.desired.attributes) parts.attributes = plan.attributes.length > 0 ? 'not_sent' : 'unchanged';
  if (target.desired.addresses) parts.addresses = plan.changes.addresses ? 'not_sent' : 'unchanged';
  if (target.desired.newsletter) parts.newsletter = 'not_sent';
  const differs = Object.keys(plan.changes).length > 0;
  const fate = differs || target.recovered ? 'updated' : 'unchanged';
  return {
    ...target,
    plan,
    errors: [],
    result: { fate, customer: current, changes: plan.changes, parts, warnings: [] },
  };
}

/** Its customer is there as desired, so its further parts may follow. */
function alive({ result, errors }: Work): boolean {
  const { customer } = result.parts;
  return result.fate !== 'gone' && (customer === 'done' || customer === 'unchanged') && !errors.some(isStop);
}

async function putFields(store: Store, works: Work[], call: Call): Promise<void> {
  const changed = works.filter(({ plan }) => plan.fields);
  if (changed.length === 0) return;
  const rows = changed.map(({ current, plan }) => ({ id: current.id, ...plan.fields }));
  const emails = rows.map((row) => row.email?.toLowerCase() ?? '');
  const what = (position: number) => {
    const { id, email } = changed[position]!.current;
    return `Customer ${id} (${email}) could not be updated`;
  };
  await together(changed, 'customer', async () => {
    const { data, errors } = await sendRows(store, { method: 'PUT', path: '/v3/customers', rows, emails, what }, call);
    const byId = new Map(data.map((customer) => [customer.id as number, customer as Customer]));
    changed.forEach((work, position) => {
      const error = errors.get(position);
      if (!error) {
        work.result.parts.customer = 'done';
        work.result.customer = { ...work.current, ...byId.get(work.current.id) };
      } else if (isGone(error)) work.result.fate = 'gone';
      else fail(work, 'customer', error);
    });
  });
}

async function putAttributes(store: Store, works: Work[], call: Call): Promise<void> {
  const changed = works.filter(({ plan }) => plan.attributes.length > 0);
  if (changed.length === 0) return;
  // The API calls the value `attribute_value` in a customer and `value` here.
  const owned = changed.flatMap((work) =>
    work.plan.attributes.map(({ attribute_id, attribute_value: value }) => ({
      work,
      row: { customer_id: work.current.id, attribute_id, value },
    })),
  );
  await together(changed, 'attributes', async () => {
    const path = '/v3/customers/attribute-values';
    const refused = await sendOwned(
      store,
      { method: 'PUT', path, what: () => 'Attribute could not be set' },
      owned,
      call,
    );
    for (const work of changed) work.result.parts.attributes = 'done';
    for (const { work, error } of refused) fail(work, 'attributes', error);
  });
}

/** Addresses of all targets travel together, ten a call; only deleting takes one call a customer. */
async function writeAddresses(store: Store, works: Work[], call: Call): Promise<void> {
  const changed = works.filter(({ plan }) => plan.changes.addresses);
  if (changed.length === 0) return;
  const path = '/v3/customers/addresses';
  // The endpoint demands a state and a postal code; it takes empty ones for countries that have none.
  const demanded = { state_or_province: '', postal_code: '' };
  await together(changed, 'addresses', async () => {
    // Added before others are deleted: a run that breaks off leaves too many addresses, never too few.
    const added = changed.flatMap((work) =>
      work.plan.addresses.create.map((address) => ({
        work,
        row: { ...demanded, ...address, customer_id: work.current.id },
      })),
    );
    const moved = changed.flatMap((work) => work.plan.addresses.update.map((row) => ({ work, row })));
    const refused = [
      ...(await sendOwned(store, { method: 'POST', path, what: () => 'Address could not be added' }, added, call)),
      ...(await sendOwned(store, { method: 'PUT', path, what: () => 'Address could not be changed' }, moved, call)),
    ];
    for (const { work, error } of refused) fail(work, 'addresses', error);
  });
  for (const work of changed.filter(({ result }) => result.parts.addresses === 'not_sent'))
    await part(work, 'addresses', () => deleteAddresses(store, work.plan.addresses.remove, call));
}

/** Sends rows of several targets and tells whose were refused. */
async function sendOwned<Row>(
  store: Store,
  request: Omit<RowsRequest<Row>, 'rows'>,
  owned: { work: Work; row: Row }[],
  call: Call,
): Promise<{ work: Work; error: RollcallError }[]> {
  const { errors } = await sendRows(store, { ...request, rows: owned.map(({ row }) => row) }, call);
  return [...errors].map(([position, error]) => ({ work: owned[position]!.work, error }));
}

async function deleteAddresses(store: Store, ids: number[], call: Call): Promise<PartState> {
  const path = '/v3/customers/addresses';
  for (const chunk of chunksByLength(ids.map(String), ids.length, lookupCharacters)) {
    const reply = await send(store, { method: 'DELETE', path, query: { 'id:in': chunk }, repeatable: true }, call);
    if (reply.status >= 300) throw refusalError(reply, 'Addresses could not be deleted');
  }
  return 'done';
}

function newsletterInput({ current, desired, result: { customer } }: Work): NewsletterInput {
  const channelId = desired.fields.channel_ids?.[0] ?? current.channel_ids?.[0] ?? current.origin_channel_id;
  return {
    email: customer.email,
    wanted: desired.newsletter!,
    firstName: customer.first_name,
    lastName: customer.last_name,
    ...(channelId !== undefined && { channelId }),
  };
}

function noteNewsletter({ desired, result }: Work, { state, warning }: NewsletterResult): PartState {
  if (warning) result.warnings.push(warning);
  if (state !== 'unchanged') {
    result.changes.newsletter = { from: undefined, to: desired.newsletter };
    if (result.fate === 'unchanged') result.fate = 'updated';
  }
  return state;
}

/** Runs one part of one target; an error stays with it. */
async function part(work: Work, name: keyof Parts, run: () => Promise<PartState>): Promise<void> {
  if (work.result.parts[name] === undefined) return;
  try {
    work.result.parts[name] = await run();
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    fail(work, name, error);
  }
}

/** Runs one part of many targets in common calls; an error that stops the store is every target's. */
async function together(works: Work[], name: keyof Parts, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    for (const work of works) if (work.result.parts[name] === 'not_sent') fail(work, name, error);
  }
}

function fail(work: Work, name: keyof Parts, error: RollcallError): void {
  // A call that was never sent is no failed part.
  work.result.parts[name] = error.code === 'rate_limited' ? 'not_sent' : 'failed';
  work.errors.push(error);
}

/** One error for the whole target: what stopped it before anything was written, else `partial` where the customer is there without a part. */
function conclude({ current, result, errors }: Work): void {
  const [first] = errors;
  if (!first || result.fate === 'gone') return;
  const written = Object.values(result.parts).includes('done');
  // What stopped the store says nothing about this customer: its fate is open.
  result.fate = isStop(first) ? 'pending' : first.retryable ? 'failed' : 'rejected';
  if (!written && (isStop(first) || result.parts.customer === 'failed' || result.parts.customer === 'not_sent')) {
    result.error = new RollcallError(first.code, first.message, {
      retryable: first.retryable,
      ...(first.status !== undefined && { status: first.status }),
      details: {
        ...first.details,
        customer_id: current.id,
        ...(first.code === 'outcome_unknown' && { emails: [current.email] }),
        parts: { ...result.parts },
      },
      cause: first,
    });
    return;
  }
  const failed = Object.entries(result.parts).filter(([, state]) => state === 'failed' || state === 'not_sent');
  result.error = new RollcallError(
    'partial',
    `Customer ${current.id} (${current.email}) is ${written ? 'written' : 'there'} without its new ${failed.map(([name]) => name).join(', ')}: ${first.message} ${first.retryable ? 'Run' : 'Put that right and run'} it again: only what is missing is sent.`,
    {
      retryable: first.retryable,
      ...(first.status !== undefined && { status: first.status }),
      details: { ...first.details, customer_id: current.id, parts: { ...result.parts } },
      cause: first,
    },
  );
}
