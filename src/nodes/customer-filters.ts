import {
  type Call,
  type CustomerPage,
  chunksByLength,
  type Include,
  listCustomers,
  lookupCharacters,
  lookupEmails,
  RollcallError,
  type Store,
} from '../bigcommerce/index.ts';
import { checkSearchable } from './email.ts';
import type { GetCustomersParams } from './get-customers.ts';
import { utcMoment } from './moment.ts';
import type { Check } from './rules.ts';

/** A query of GET /v3/customers. `lists` are the filters whose values may be too many for one URL. */
export type CustomerFilters = {
  query: Record<string, string | number | string[] | undefined>;
  lists: Record<string, string[]>;
};

/** Brings the filters of the node to the API's names. @throws {RollcallError} email_not_searchable, invalid_params */
export function customerFilters(params: Partial<GetCustomersParams>): CustomerFilters {
  const lists: Record<string, string[]> = {};
  const ids = params.customer_ids?.map(String) ?? (params.customer_id === undefined ? undefined : [params.customer_id]);
  if (ids) lists['id:in'] = [...new Set(ids)];
  const emails = emailsOf(params);
  if (emails) lists['email:in'] = [...new Set(emails)];
  const include = includesOf(params);
  return {
    lists,
    query: {
      'name:like': single(params.name, 'name'),
      'company:in': single(params.company, 'company'),
      'phone:in': single(params.phone, 'phone'),
      'customer_group_id:in': params.customer_group_id,
      'date_created:min': utcMoment(params.date_created_min, 'date_created_min'),
      'date_created:max': utcMoment(params.date_created_max, 'date_created_max'),
      'date_modified:min': utcMoment(params.date_modified_min, 'date_modified_min'),
      'date_modified:max': utcMoment(params.date_modified_max, 'date_modified_max'),
      ...(include.length > 0 && { include }),
    },
  };
}

/** What listing refuses by itself. */
export function customerFilterChecks(params: GetCustomersParams): Check[] {
  return [
    () => void emailsOf(params),
    ...(['name', 'company', 'phone'] as const).map((name) => () => void single(params[name], name)),
    ...(['date_created_min', 'date_created_max', 'date_modified_min', 'date_modified_max'] as const).map(
      (name) => () => void utcMoment(params[name], name),
    ),
    () =>
      params.all || checkLength(params.customer_ids && [...new Set(params.customer_ids.map(String))], 'customer_ids'),
    () => params.all || checkLength(params.emails && [...new Set(params.emails)], 'emails'),
  ];
}

/** @throws {RollcallError} email_not_searchable */
function emailsOf({ email, emails }: Partial<GetCustomersParams>): string[] | undefined {
  const given = emails ?? (email === undefined ? undefined : [email]);
  for (const one of given ?? []) checkSearchable(one, emails ? 'emails' : 'email');
  return given;
}

/** One page takes what one URL holds. @throws {RollcallError} invalid_params */
function checkLength(values: string[] | undefined, param: string): void {
  if (!values || chunksByLength(values, Math.max(lookupEmails, values.length), lookupCharacters).length === 1) return;
  throw new RollcallError(
    'invalid_params',
    `${param} holds ${values.length} values, more than one request can ask for. Set all to true, or give fewer.`,
    { param },
  );
}

/** One page, as asked. @throws {RollcallError} invalid_params where the values are more than one URL holds */
export function listCustomersPage(
  store: Store,
  { query, lists }: CustomerFilters,
  { sort, limit, page }: GetCustomersParams,
  call: Call,
): Promise<CustomerPage> {
  checkLength(lists['id:in'], 'customer_ids');
  checkLength(lists['email:in'], 'emails');
  return listCustomers(store, { ...query, ...lists, sort, limit, page }, call);
}

/** The queries that the lists come to, each short enough for one URL: every combination of their chunks, one empty query where there are no lists. */
export function partsOf(lists: CustomerFilters['lists']): Record<string, string[]>[] {
  let parts: Record<string, string[]>[] = [{}];
  for (const [name, values] of Object.entries(lists)) {
    const chunks = chunksByLength(values, lookupEmails, lookupCharacters / Object.keys(lists).length);
    parts = parts.flatMap((part) => chunks.map((chunk) => ({ ...part, [name]: chunk })));
  }
  return parts;
}

function includesOf(params: Partial<GetCustomersParams>): Include[] {
  const wanted: [boolean | undefined, Include][] = [
    [params.include_addresses, 'addresses'],
    [params.include_attributes, 'attributes'],
    [params.include_form_fields, 'formfields'],
    [params.include_store_credit, 'storecredit'],
  ];
  return wanted.filter(([asked]) => asked).map(([, include]) => include);
}

/** A comma separates values in the API's filters, so a value that holds one cannot be asked for. */
function single(value: string | undefined, param: string): string | undefined {
  if (!value?.includes(',')) return value;
  throw new RollcallError(
    'invalid_params',
    `${param} "${value}" holds a comma, and BigCommerce reads that as two values. Filter by something else, or by the part without it.`,
    { param },
  );
}
