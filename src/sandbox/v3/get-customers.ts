import { type Answer, refuse } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { cursorPagination, pagination, readPaging } from '../http/pages.ts';
import { allowFilters, type Query, readIds, readList } from '../http/query.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Customer } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { customerMatches } from './customer-matches.ts';
import { customerView, type Includes } from './customer-view.ts';
import { selectRows } from './select-rows.ts';
import { isCustomerSort, sortedCustomers } from './sorted-customers.ts';

const FILTERS = new Set([
  ...[
    'page',
    'limit',
    'after',
    'before',
    'sort',
    'include',
    'id:in',
    'email:in',
    'company:in',
    'customer_group_id:in',
    'phone:in',
  ],
  ...['name:in', 'name:like', 'registration_ip_address:in', 'date_created', 'date_created:min', 'date_created:max'],
  ...['date_modified', 'date_modified:min', 'date_modified:max'],
]);
const INCLUDES = new Set(['addresses', 'storecredit', 'attributes', 'formfields']);

/** GET /v3/customers: no match is an empty list, never a 404. */
export function getCustomers({ store, query }: Call): Answer {
  allowFilters(query, FILTERS);
  const paging = readPaging(query);
  const includes = readIncludes(query);
  const page = selectRows<Customer>(store.customers, candidates(store, query), customerMatches(query), paging);
  const data = page.rows.map((row) => customerView(store, row, includes));
  const meta: Record<string, unknown> = {};
  const byCursor = paging.after !== undefined || paging.before !== undefined;
  if (!byCursor) meta.pagination = pagination(page.total!, data.length, paging);
  // The first page carries both blocks, a later page only the one, a walk by cursor only the other.
  if (byCursor || paging.page === 1) {
    meta.cursor_pagination = cursorPagination(
      page.rows.map((row) => row.id),
      paging.limit,
      page.more,
    );
  }
  return { status: 200, json: { data, meta } };
}

/** The rows to look at, in the order asked for; undefined is the whole table by id. */
function candidates(store: Store, query: Query): readonly Customer[] | undefined {
  const sort = query.get('sort');
  if (sort !== undefined && !isCustomerSort(sort))
    refuse(422, 'The sort parameter is not valid.', { sort: `cannot sort by ${sort}` });
  const ids = readIds(query, 'id:in');
  const emails = readList(query, 'email:in');
  const indexed = ids ?? emails?.flatMap((email) => store.byEmail.get(foldEmail(email)));
  if (indexed) {
    const rows = [...new Set(indexed)].map((id) => store.customers.get(id)).filter((row) => row !== undefined);
    rows.sort((a, b) => a.id - b.id);
    return sort === undefined ? rows : sortedCustomers(rows, sort);
  }
  return sort === undefined ? undefined : sortedCustomers(store.customers, sort);
}

function readIncludes(query: Query): Includes {
  const includes: Record<string, boolean> = {};
  for (const name of readList(query, 'include') ?? []) {
    // Beta includes of the real API are refused rather than left out in silence.
    if (!INCLUDES.has(name)) refuse(422, 'The include parameter is not valid.', { include: `cannot include ${name}` });
    includes[name] = true;
  }
  return includes;
}
