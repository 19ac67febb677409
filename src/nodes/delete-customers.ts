import * as v from 'valibot';
import {
  type Call,
  type Customer,
  deleteCustomers as deleteById,
  findCustomersById,
  foldEmail,
  isRollcallError,
  nothingDeleted,
  RollcallError,
  type Store,
  startCall,
} from '../bigcommerce/index.ts';
import { customersWithOrders } from './customers-with-orders.ts';
import { defineNode } from './define-node.ts';
import { checkSearchable } from './email.ts';
import { findByEmails } from './find-by-emails.ts';
import { callParams, ids, texts } from './param-schemas.ts';

/** https://developer.bigcommerce.com/docs/rest-management/customers#delete-customers */
export const deleteCustomers = defineNode({
  name: 'BigcommerceDeleteCustomers',
  title: 'Delete customers',
  action: 'delete-customers',
  description:
    'Deletes customers for good; their orders stay. It only tells which exist and which have orders, until dry_run is false.',
  params: v.object({
    credentials_id: callParams.credentials_id,
    customer_ids: ids('Customers to delete, by id.'),
    emails: texts('Customers to delete, by email.'),
    dry_run: v.optional(
      v.pipe(v.boolean(), v.description('Delete nothing and say what would be deleted. Set it to false to delete.')),
      true,
    ),
    max_wait_ms: callParams.max_wait_ms,
  }),
  rules: [
    {
      says: 'Give customer_ids or emails.',
      param: 'customer_ids',
      lacks: 'any',
      holds: ({ customer_ids, emails }) => customer_ids !== undefined || emails !== undefined,
    },
  ],
  checks: (given) => [
    () => {
      for (const email of given.emails ?? []) checkSearchable(email, 'emails');
    },
  ],
  form: [{ title: 'Customers', params: ['customer_ids', 'emails', 'dry_run'] }],
  output: v.looseObject({
    success: v.literal(true),
    dry_run: v.boolean(),
    deleted: v.number(),
    would_delete: v.optional(v.array(v.number())),
    deleted_ids: v.optional(v.array(v.number())),
    not_found: v.array(v.union([v.number(), v.string()])),
    with_orders: v.array(v.number()),
    message: v.string(),
  }),
  effects: { reads: true, writes: true, mails: false, deletes: true },
  examples: [
    { title: 'Look before deleting', params: { emails: ['nuevo@cliente.com', 'empresa@cliente.com'] } },
    { title: 'Delete for real', params: { customer_ids: [789, 790], dry_run: false } },
  ],
  async execute(store, { customer_ids = [], emails = [], dry_run }, options) {
    const call = startCall(store, options);
    const { ids, notFound, withOrders } = await look(store, customer_ids, emails, call);
    const orders =
      withOrders.length === 0
        ? 'none has orders'
        : `${withOrders.length} ${withOrders.length === 1 ? 'has' : 'have'} orders`;
    const common = { not_found: notFound, with_orders: withOrders };
    if (dry_run) {
      const message = `Nothing deleted: dry run. ${ids.length} of ${ids.length + notFound.length} exist, ${orders}.`;
      return { success: true as const, dry_run, deleted: 0, would_delete: ids, ...common, message };
    }
    // Without an id the API's DELETE names nobody: it is never sent.
    if (ids.length > 0) await deleteById(store, ids, call);
    const missing = notFound.length > 0 ? `, ${notFound.length} not found` : '';
    const message = `${ids.length} ${ids.length === 1 ? 'customer' : 'customers'} deleted${missing}; ${orders}${withOrders.length > 0 ? ', which stay' : ''}.`;
    return { success: true as const, dry_run, deleted: ids.length, deleted_ids: ids, ...common, message };
  },
});

/** What it returns. */
export type DeletedCustomers = Awaited<ReturnType<typeof deleteCustomers.execute>>;

type Look = { ids: number[]; notFound: (number | string)[]; withOrders: number[] };

/** Who of them exists, and who has orders. @throws {RollcallError} whose message says that nothing was deleted */
async function look(store: Store, customerIds: number[], emails: string[], call: Call): Promise<Look> {
  try {
    const wanted = [...new Set(customerIds)];
    const existing = new Set((await findCustomersById(store, wanted, [], call)).map(({ id }) => id));
    const byEmail = await findByEmails(store, emails, [], call);
    const found = new Set(wanted.filter((id) => existing.has(id)));
    const notFound: (number | string)[] = wanted.filter((id) => !existing.has(id));
    for (const [folded, email] of new Map(emails.map((text) => [foldEmail(text), text]))) {
      const holders = byEmail.get(folded) ?? [];
      if (holders.length > 1) throw ambiguous(email, holders);
      if (holders[0]) found.add(holders[0].id);
      else notFound.push(email);
    }
    const ids = [...found];
    return { ids, notFound, withOrders: await customersWithOrders(store, ids, call) };
  } catch (error) {
    throw isRollcallError(error) ? nothingDeleted(error) : error;
  }
}

function ambiguous(email: string, holders: Customer[]): RollcallError {
  const ids = holders.map(({ id }) => id).sort((a, b) => a - b);
  return new RollcallError(
    'customer_ambiguous',
    `${email} belongs to customers ${ids.join(', ')}, one per channel. Name the one to delete in customer_ids.`,
    { param: 'emails', details: { customer_ids: ids } },
  );
}
