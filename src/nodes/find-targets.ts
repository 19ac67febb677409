import {
  type Call,
  type Customer,
  findCustomersById,
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
  const idOf = ({ params, customer }: Update) =>
    customer?.id ?? (params.customer_id === undefined ? undefined : Number(params.customer_id));
  const byId = updates.filter((update) => again || update.params.customer_id !== undefined);
  const byEmail = updates.filter((update) => !byId.includes(update));
  const ids = [...new Set(byId.map((update) => idOf(update)!))];
  const found = new Map(
    (await findCustomersById(store, ids, includes, call)).map((customer) => [customer.id, customer]),
  );
  for (const update of byId) {
    const customer = found.get(idOf(update)!);
    if (customer) update.customer = customer;
    else update.result = failure(notFound(`the id ${idOf(update)}`, 'customer_id'));
  }
  await lookUpEmails(store, byEmail, includes, call);
  await checkNewEmails(store, updates, call);
}

async function lookUpEmails(store: Store, updates: Update[], includes: Set<Include>, call: Call): Promise<void> {
  let found: Map<string, Customer[]>;
  try {
    found = await findByEmails(
      store,
      updates.map(({ params }) => params.email!),
      includes,
      call,
    );
  } catch (error) {
    if (!isRollcallError(error) || error.code !== 'rejected') throw error;
    // The store refused the question: asked one by one, only the email that it cannot take is refused.
    if (updates.length > 1) for (const update of updates) await lookUpEmails(store, [update], includes, call);
    else updates[0]!.result = failure(error);
    return;
  }
  for (const update of updates) {
    const email = update.params.email!;
    const holders = found.get(email.toLowerCase()) ?? [];
    if (holders.length === 1) update.customer = holders[0]!;
    else
      update.result = failure(
        holders.length === 0 ? notFound(`the email ${email}`, 'email') : ambiguous(email, holders),
      );
  }
}

/** A real run leaves the judgement to the store; a dry one must ask. */
async function checkNewEmails(store: Store, updates: Update[], call: Call): Promise<void> {
  const asking = updates.filter(({ params, result }) => !result && params.dry_run && params.new_email !== undefined);
  if (asking.length === 0) return;
  const found = await findByEmails(
    store,
    asking.map(({ params }) => params.new_email!),
    [],
    call,
  );
  for (const update of asking) {
    const email = update.params.new_email!;
    const other = found
      .get(email.toLowerCase())
      ?.find(({ id, channel_ids }) => id !== update.customer!.id && meet(channel_ids, update.customer!.channel_ids));
    if (other)
      update.result = failure(
        new RollcallError(
          'customer_exists',
          `${email} is in use by customer ${other.id}. Choose an email that no other customer has.`,
          {
            param: 'new_email',
            details: { customer_id: other.id },
          },
        ),
      );
  }
}

/** Whether two customers share a channel; none named is all of them. */
function meet(a: number[] | null | undefined, b: number[] | null | undefined): boolean {
  return !a?.length || !b?.length || a.some((id) => b.includes(id));
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
