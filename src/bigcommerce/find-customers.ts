import type { Call } from './call.ts';
import type { Customer } from './customer.ts';
import { readPage, shownRows } from './read-reply.ts';
import type { Reply } from './reply.ts';
import { type Query, send } from './send.ts';
import { type Store, seeCustomers } from './store.ts';

/** What GET /v3/customers adds to a customer on request. */
export type Include = 'addresses' | 'attributes' | 'formfields' | 'storecredit';

export type CustomerPage = {
  customers: Customer[];
  /** Absent when a cursor was given. */
  total?: number;
  totalPages?: number;
  currentPage?: number;
  /** Cursor of the next page; absent on the last one. */
  next?: string;
  /** The store's time at its reply minus this process's clock, in milliseconds; undefined without a `Date` header. */
  storeClockOffset?: number;
};

/** Emails that one lookup may ask for. */
export const lookupEmails = 50;
/** Characters that the emails of one lookup may take, so that the URL stays under 2,000. */
export const lookupCharacters = 1_750;
const largestPage = 250;

/**
 * One page of customers. https://developer.bigcommerce.com/docs/rest-management/customers#get-all-customers
 * @throws {RollcallError} rejected when a filter is refused, and whatever `send` throws
 */
export async function listCustomers(store: Store, query: Query, call: Call): Promise<CustomerPage> {
  const onSuccess = (success: Reply) => seeCustomers(store, shownRows(success));
  const reply = await send(store, { method: 'GET', path: '/v3/customers', query, onSuccess }, call);
  const { data, meta } = readPage<Customer>(reply, 'Customers could not be listed');
  const pagination = meta?.pagination;
  const cursor = meta?.cursor_pagination;
  const more = cursor?.end_cursor !== undefined && data.length > 0 && data.length >= Number(query.limit ?? 50);
  return {
    customers: data,
    ...(pagination?.total !== undefined && { total: pagination.total }),
    ...(pagination?.total_pages !== undefined && { totalPages: pagination.total_pages }),
    ...(pagination?.current_page !== undefined && { currentPage: pagination.current_page }),
    ...(more && { next: cursor.end_cursor! }),
    ...(reply.storeTime !== undefined && { storeClockOffset: reply.storeTime - reply.receivedAt }),
  };
}

/** All customers that match, 250 a call, by cursor: rows added or deleted meanwhile shift nothing. */
export async function* walkCustomers(store: Store, query: Query, call: Call): AsyncGenerator<Customer[]> {
  let after: string | undefined;
  do {
    const page: CustomerPage = await listCustomers(store, { ...query, limit: largestPage, after }, call);
    if (page.customers.length > 0) yield page.customers;
    after = page.next;
  } while (after !== undefined);
}

/** Customers by id, any number, in chunks whose URL stays short. */
export async function findCustomersById(
  store: Store,
  ids: number[],
  includes: Iterable<Include>,
  call: Call,
): Promise<Customer[]> {
  const found: Customer[] = [];
  for (const chunk of chunksByLength(ids.map(String), lookupEmails, lookupCharacters)) {
    const page = await listCustomers(
      store,
      { 'id:in': chunk, limit: largestPage, include: includeList(includes) },
      call,
    );
    found.push(...page.customers);
  }
  return found;
}

/** What one lookup by email said, and how the store's clock stands to ours. */
export type EmailLookup = Pick<CustomerPage, 'customers' | 'storeClockOffset'>;

/** Looks up at most `lookupEmails` emails in one call (more calls only where one email has customers in many channels). */
export async function findCustomersByEmail(
  store: Store,
  emails: string[],
  includes: Iterable<Include>,
  call: Call,
): Promise<EmailLookup> {
  const query = { 'email:in': emails, limit: largestPage, include: includeList(includes) };
  const first = await listCustomers(store, query, call);
  const customers = [...first.customers];
  for (let page = 2; page <= (first.totalPages ?? 1); page += 1)
    customers.push(...(await listCustomers(store, { ...query, page }, call)).customers);
  return { ...first, customers };
}

/** True when the API can look the email up: a comma separates the values of `email:in`. */
export function isSearchable(email: string): boolean {
  return !email.includes(',');
}

/** Splits values so that each chunk holds at most `count` of them and `characters` characters once encoded. */
export function chunksByLength(values: string[], count: number, characters: number): string[][] {
  const chunks: string[][] = [];
  let chunk: string[] = [];
  let length = 0;
  for (const value of values) {
    const size = encodeURIComponent(value).length + 1;
    if (chunk.length > 0 && (chunk.length >= count || length + size > characters)) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(value);
    length += size;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

function includeList(includes: Iterable<Include>): string[] | undefined {
  const list = [...includes];
  return list.length === 0 ? undefined : list;
}
