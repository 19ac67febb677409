import * as v from 'valibot';
import { listGroups, startCall } from '../bigcommerce/index.ts';
import { defineNode } from './define-node.ts';
import { callParams, limit, page, text } from './param-schemas.ts';

/** https://developer.bigcommerce.com/docs/rest-management/customers/customer-groups */
export const getCustomerGroups = defineNode({
  name: 'BigcommerceGetCustomerGroups',
  title: 'Get customer groups',
  action: 'get-customer-groups',
  description: 'The customer groups of the store, for the ids that creating and updating customers take.',
  params: v.object({
    credentials_id: callParams.credentials_id,
    name: text('Part of the name.'),
    limit,
    page,
    max_wait_ms: callParams.max_wait_ms,
  }),
  rules: [],
  form: [
    { title: 'Filters', params: ['name'] },
    { title: 'Result', params: ['limit', 'page'] },
  ],
  output: v.looseObject({
    success: v.literal(true),
    groups: v.array(v.looseObject({ id: v.number(), name: v.string(), is_default: v.optional(v.boolean()) })),
    count: v.number(),
    message: v.string(),
  }),
  effects: { reads: true, writes: false, mails: false, deletes: false },
  examples: [
    { title: 'All groups', params: {} },
    { title: 'By a part of the name', params: { name: 'wholesale' } },
  ],
  async execute(store, { name, limit, page }, options) {
    const groups = await listGroups(store, { 'name:like': name, limit, page }, startCall(store, options));
    return {
      success: true as const,
      groups,
      count: groups.length,
      message: `${groups.length} ${groups.length === 1 ? 'group' : 'groups'} retrieved`,
    };
  },
});
