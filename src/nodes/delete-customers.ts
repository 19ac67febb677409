import * as v from 'valibot';
import { defineNode } from './define-node.ts';
import { deleteMany } from './delete-many.ts';
import type { DeletedCustomers } from './delete-result.ts';
import { checkSearchable } from './email.ts';
import { callParams, emails, ids } from './param-schemas.ts';
import { runOne } from './run-one.ts';

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
    emails: emails('Customers to delete, by email.'),
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
  execute: (store, params, call) => runOne(deleteMany, store, params, call) as Promise<DeletedCustomers>,
  executeMany: deleteMany,
});
