import type { Call } from './call.ts';
import { foldEmail } from './create-item.ts';
import type { CreateRun } from './create-run.ts';
import type { Customer } from './customer.ts';
import { type Include, listCustomers, lookupEmails, walkCustomers } from './find-customers.ts';
import { groupByEmail } from './resolve-lookups.ts';
import type { Store } from './store.ts';

/** The store's customers whose emails an input holds, found by one walk. */
export type Snapshot = {
  byEmail: Map<string, Customer[]>;
  /** True when the customers carry what an update compares. */
  complete: boolean;
};

const walkPage = 250;
const everything: Include[] = ['addresses', 'attributes', 'formfields', 'storecredit'];

/** Compares a walk of the whole store, 250 customers a call, with looking up what is left of the input, 50 emails a call. */
export async function walkIsCheaper(store: Store, emailsLeft: number, call: Call): Promise<boolean> {
  const { total } = await listCustomers(store, { limit: 1 }, call);
  return total !== undefined && Math.ceil(total / walkPage) < Math.ceil(emailsLeft / lookupEmails);
}

function brief({ id, email, first_name, last_name, date_created, channel_ids }: Customer): Customer {
  return { id, email, first_name, last_name, date_created, ...(channel_ids !== undefined && { channel_ids }) };
}

export async function loadSnapshot(
  run: CreateRun,
  upcoming: { emails(): Iterable<string> | AsyncIterable<string> },
): Promise<Snapshot> {
  const wanted = new Set<string>();
  for await (const email of upcoming.emails()) wanted.add(foldEmail(email));
  const complete = run.lookups.some(({ item }) => item.input.ifExists === 'update');
  const byEmail = new Map<string, Customer[]>();
  let read = 0;
  for await (const page of walkCustomers(run.store, complete ? { include: everything } : {}, run.call)) {
    read += page.length;
    const found = page.filter(({ email }) => wanted.has(foldEmail(email)));
    // Bulk work asks for nothing but whether and who; whole customers by the hundred thousand would fill the memory.
    groupByEmail(run.call.bulk && !complete ? found.map(brief) : found, byEmail);
  }
  run.call.onNotice?.({
    code: 'store_walked',
    message: `Many of these customers exist: all ${read} customers of the store were read once, which takes fewer calls than asking for each email.`,
  });
  return { byEmail, complete };
}
