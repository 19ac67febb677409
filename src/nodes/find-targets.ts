import {
  type Call,
  type Customer,
  findCustomersById,
  foldEmail,
  type Include,
  isRollcallError,
  RollcallError,
  type Store,
} from '../bigcommerce/index.ts';
import { failure } from './failure.ts';
import { findByEmails } from './find-by-emails.ts';
import type { Update } from './update-many.ts';

/**
 * Finds the customers of some updates in common lookups. An update whose customer is not there, or not one alone, gets its failure
 * as its result. `again`: each is looked up anew, by the id that it has.
 */
export async function findTargets(store: Store, updates: Update[], call: Call, again?: 'again'): Promise<void> {
  const includes = new Set(updates.flatMap(({ change }) => change.includes));
  const byId = updates.filter((update) => again || update.params.customer_id !== undefined);
  const byEmail = updates.filter((update) => !byId.includes(update));
  await askTogether(byId, (asked) => lookUpIds(store, asked, includes, call));
  await askTogether(byEmail, (asked) => lookUpEmails(store, asked, includes, call));
  // A real run leaves the judgement of a new email to the store; a dry one must ask.
  const asking = updates.filter(({ params, result }) => !result && params.dry_run && params.new_email !== undefined);
  await askTogether(asking, (asked) => checkNewEmails(store, asked, call));
}

/** Where the store refuses the question, it is asked in halves: only the update that it cannot be asked for fails. */
async function askTogether(updates: Update[], ask: (asked: Update[]) => Promise<void>): Promise<void> {
  if (updates.length === 0) return;
  try {
    await ask(updates);
  } catch (error) {
    if (!isRollcallError(error) || error.code !== 'rejected') throw error;
    if (updates.length === 1) {
      updates[0]!.result = failure(error);
      return;
    }
    const middle = Math.ceil(updates.length / 2);
    await askTogether(updates.slice(0, middle), ask);
    await askTogether(updates.slice(middle), ask);
  }
}

async function lookUpIds(store: Store, updates: Update[], includes: Set<Include>, call: Call): Promise<void> {
  const idOf = ({ params, customer }: Update) => customer?.id ?? Number(params.customer_id);
  const customers = await findCustomersById(store, [...new Set(updates.map(idOf))], includes, call);
  const found = new Map(customers.map((customer) => [customer.id, customer]));
  for (const update of updates) {
    const customer = found.get(idOf(update));
    if (customer) update.customer = customer;
    else update.result = failure(notFound(`the id ${idOf(update)}`, 'customer_id'));
  }
}

async function lookUpEmails(store: Store, updates: Update[], includes: Set<Include>, call: Call): Promise<void> {
  const emails = updates.map(({ params }) => params.email!);
  const found = await findByEmails(store, emails, includes, call);
  for (const update of updates) {
    const email = update.params.email!;
    const holders = found.get(foldEmail(email)) ?? [];
    if (holders.length === 1) update.customer = holders[0]!;
    else
      update.result = failure(
        holders.length === 0 ? notFound(`the email ${email}`, 'email') : ambiguous(email, holders),
      );
  }
}

async function checkNewEmails(store: Store, updates: Update[], call: Call): Promise<void> {
  const emails = updates.map(({ params }) => params.new_email!);
  const found = await findByEmails(store, emails, [], call);
  for (const update of updates) {
    const email = update.params.new_email!;
    const { id: own, channel_ids: channels } = update.customer!;
    const other = found.get(foldEmail(email))?.find(({ id, channel_ids }) => id !== own && meet(channel_ids, channels));
    if (other) update.result = failure(inUse(email, other.id));
  }
}

/** Whether two customers share a channel; none named is all of them. */
function meet(a: number[] | null | undefined, b: number[] | null | undefined): boolean {
  return !a?.length || !b?.length || a.some((id) => b.includes(id));
}

function inUse(email: string, id: number): RollcallError {
  return new RollcallError(
    'customer_exists',
    `${email} is in use by customer ${id}. Choose an email that no other customer has.`,
    { param: 'new_email', details: { customer_id: id } },
  );
}

function notFound(what: string, param: string): RollcallError {
  return new RollcallError('customer_not_found', `No customer has ${what}. Check it, or create the customer first.`, {
    param,
  });
}

function ambiguous(email: string, holders: Customer[]): RollcallError {
  const ids = holders.map(({ id }) => id).sort((a, b) => a - b);
  return new RollcallError(
    'customer_ambiguous',
    `${email} belongs to customers ${ids.join(', ')}, one per channel. Give the customer_id of the one to change.`,
    {
      param: 'email',
      details: { customer_ids: ids },
    },
  );
}
