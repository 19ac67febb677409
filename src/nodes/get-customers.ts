import * as v from 'valibot';
import { type CustomerPage, completeParts, startCall } from '../bigcommerce/index.ts';
import { allCustomers } from './all-customers.ts';
import { customerFilterChecks, listCustomersPage } from './customer-filters.ts';
import { defineNode } from './define-node.ts';
import { filtersWithGroup } from './filters-with-group.ts';
import { customerSchema } from './output-schemas.ts';
import {
  callParams,
  choice,
  emailFilter,
  id,
  idFilter,
  limit,
  moment,
  page,
  text,
  toggle,
  wholeNumber,
} from './param-schemas.ts';

const params = v.object({
  credentials_id: callParams.credentials_id,
  customer_id: id('One customer by id.'),
  email: text('Exact email.'),
  name: text('Part of first and last name.'),
  company: text('Company; BigCommerce matches it exactly.'),
  customer_group_id: wholeNumber('Id of the customer group; 0 is no group.'),
  date_created_min: moment('Created after this moment, ISO 8601.'),
  date_created_max: moment('Created before this moment, ISO 8601.'),
  include_addresses: toggle('Show the addresses of each customer.'),
  sort: choice('Order of the results.', [
    'date_created:asc',
    'date_created:desc',
    'date_modified:asc',
    'date_modified:desc',
    'last_name:asc',
    'last_name:desc',
  ]),
  limit,
  page,
  all: toggle('Every page in one answer, up to 10,000 customers. limit and page are then left aside.'),
  customer_ids: idFilter('Several customers by id.'),
  emails: emailFilter('Several customers by exact email.'),
  phone: text('Exact phone.'),
  date_modified_min: moment('Changed after this moment, ISO 8601.'),
  date_modified_max: moment('Changed before this moment, ISO 8601.'),
  include_attributes: toggle('Show the attribute values of each customer.'),
  include_form_fields: toggle('Show the form fields of each customer.'),
  include_store_credit: toggle('Show the store credit of each customer.'),
  customer_group: text('Customer group by name, in place of customer_group_id.'),
  max_wait_ms: callParams.max_wait_ms,
});

export type GetCustomersParams = v.InferOutput<typeof params>;

/** https://developer.bigcommerce.com/docs/rest-management/customers#get-all-customers */
export const getCustomers = defineNode({
  name: 'BigcommerceGetCustomers',
  title: 'Get customers',
  action: 'get-customers',
  description: 'One customer by id, or a filtered list. No match is success with an empty list.',
  params,
  rules: [
    {
      says: 'Give customer_id or customer_ids, not both.',
      param: 'customer_ids',
      holds: ({ customer_id, customer_ids }) => customer_id === undefined || customer_ids === undefined,
    },
    {
      says: 'Give email or emails, not both.',
      param: 'emails',
      holds: ({ email, emails }) => email === undefined || emails === undefined,
    },
    {
      says: 'Give customer_group_id or customer_group, not both.',
      param: 'customer_group',
      holds: ({ customer_group_id, customer_group }) => customer_group_id === undefined || customer_group === undefined,
    },
  ],
  checks: customerFilterChecks,
  form: [
    {
      title: 'Filters',
      params: ['customer_id', 'email', 'name', 'company', 'customer_group_id', 'date_created_min', 'date_created_max'],
    },
    { title: 'Result', params: ['include_addresses', 'sort', 'limit', 'page'] },
  ],
  output: v.looseObject({
    success: v.literal(true),
    customers: v.array(customerSchema),
    total: v.number(),
    total_pages: v.number(),
    current_page: v.number(),
    message: v.string(),
  }),
  effects: { reads: true, writes: false, mails: false, deletes: false },
  examples: [
    { title: 'By email', params: { email: 'nuevo@cliente.com' } },
    {
      title: 'New customers with their addresses',
      params: { date_created_min: '2026-01-01', include_addresses: true },
    },
  ],
  async execute(store, params, options) {
    for (const check of customerFilterChecks(params)) check();
    const call = startCall(store, options);
    const filters = await filtersWithGroup(store, params, options);
    const found = params.all
      ? await allCustomers(store, filters, params.sort, call)
      : await listCustomersPage(store, filters, params, call);
    const { customers, total = customers.length, totalPages = 1, currentPage = params.page }: CustomerPage = found;
    await completeParts(store, customers, call, { formFields: params.include_form_fields });
    return {
      success: true as const,
      customers,
      total,
      total_pages: totalPages,
      current_page: currentPage,
      message: `${customers.length} ${customers.length === 1 ? 'customer' : 'customers'} retrieved`,
    };
  },
});

/** What it returns. */
export type FoundCustomers = Awaited<ReturnType<typeof getCustomers.execute>>;
