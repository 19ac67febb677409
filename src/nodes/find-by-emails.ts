import {
  type Call,
  type Customer,
  chunksByLength,
  findCustomersByEmail,
  foldEmail,
  type Include,
  lookupCharacters,
  lookupEmails,
  type Store,
} from '../bigcommerce/index.ts';
import { checkSearchable } from './email.ts';

/**
 * The customers that hold some emails, any number, by email folded to lower case.
 * @throws {RollcallError} email_not_searchable, and whatever the lookup throws
 */
export async function findByEmails(
  store: Store,
  emails: string[],
  includes: Iterable<Include>,
  call: Call,
): Promise<Map<string, Customer[]>> {
  for (const email of emails) checkSearchable(email, 'emails');
  const found = new Map<string, Customer[]>();
  for (const chunk of chunksByLength([...new Set(emails)], lookupEmails, lookupCharacters)) {
    const { customers } = await findCustomersByEmail(store, chunk, includes, call);
    for (const customer of customers) {
      const email = foldEmail(customer.email);
      const others = found.get(email);
      if (!others) found.set(email, [customer]);
      else if (!others.some(({ id }) => id === customer.id)) others.push(customer);
    }
  }
  return found;
}
