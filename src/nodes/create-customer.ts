import * as v from 'valibot';
import { createMany } from './create-many.ts';
import { createParams } from './create-params.ts';
import { defineNode } from './define-node.ts';
import { newCustomerChecks } from './new-customer.ts';
import { customerSchema, dryRunOutput, warningsSchema } from './output-schemas.ts';
import { runOne } from './run-one.ts';

const output = v.looseObject({
  success: v.literal(true),
  customer: v.optional(customerSchema),
  customer_id: v.optional(v.number()),
  outcome: v.optional(v.picklist(['created', 'updated', 'unchanged', 'skipped'])),
  message: v.string(),
  warnings: v.optional(warningsSchema),
  parts: v.optional(v.record(v.string(), v.picklist(['done', 'unchanged', 'failed', 'not_sent']))),
  duplicate_of: v.optional(v.number()),
  customer_ids: v.optional(v.array(v.number())),
  store_credit_before: v.optional(v.number()),
  store_credit_after: v.optional(v.number()),
  ...dryRunOutput,
});

/** What creating a customer returns; of a dry run, what it would do. */
export type CreatedCustomer = v.InferOutput<typeof output>;

/** https://developer.bigcommerce.com/docs/rest-management/customers#create-customers */
export const createCustomer = defineNode({
  name: 'BigcommerceCreateCustomer',
  title: 'Create customer',
  action: 'create-customer',
  description:
    'Registers a new customer, optionally with addresses, group, attributes and newsletter consent. A customer who exists is left alone unless you choose to update. Nobody is mailed unless trigger_account_created_notification is true.',
  params: createParams,
  rules: [
    {
      says: 'Give customer_group_id or customer_group, not both.',
      param: 'customer_group',
      holds: ({ customer_group_id, customer_group }) => customer_group_id === undefined || customer_group === undefined,
    },
    {
      says: 'store_credit_mode "set" needs store_credit.',
      param: 'store_credit',
      lacks: 'param',
      holds: ({ store_credit_mode, store_credit }) => store_credit_mode !== 'set' || store_credit !== undefined,
    },
    {
      says: 'A customer takes 10 addresses in one call: address1 and its like are the first of them.',
      param: 'addresses',
      holds: ({ addresses, address1, city, country_code }) =>
        (addresses?.length ?? 0) < 10 || (address1 ?? city ?? country_code) === undefined,
    },
  ],
  checks: newCustomerChecks,
  consequences: ({ trigger_account_created_notification, if_exists, addresses_mode }) => [
    ...(trigger_account_created_notification ? ['BigCommerce emails a new customer that there is an account.'] : []),
    ...(if_exists === 'update' && addresses_mode === 'replace'
      ? ['Of a customer who exists, all other addresses are deleted for good.']
      : []),
  ],
  form: [
    {
      title: 'Customer',
      params: ['email', 'first_name', 'last_name', 'company', 'phone', 'customer_group_id'],
    },
    {
      title: 'Address',
      params: ['address1', 'city', 'state', 'zip', 'country_code'],
      help: {
        address1: 'An address needs its first line, a city and a country.',
        addresses: 'Further addresses, 10 at most in all.',
      },
    },
  ],
  output,
  effects: { reads: true, writes: true, mails: true, deletes: false },
  examples: [
    { title: 'The least', params: { email: 'nuevo@cliente.com', first_name: 'Juan', last_name: 'Perez' } },
    {
      title: 'A company in a group',
      params: {
        email: 'empresa@cliente.com',
        first_name: 'Maria',
        last_name: 'Garcia',
        company: 'Empresa ABC',
        phone: '+34 600 123 456',
        customer_group_id: 3,
      },
    },
    {
      title: 'With an address',
      params: {
        email: 'completo@cliente.com',
        first_name: 'Carlos',
        last_name: 'Lopez',
        address1: 'Calle Principal 123',
        city: 'Madrid',
        state: 'Madrid',
        zip: '28001',
        country_code: 'ES',
      },
    },
  ],
  execute: (store, params, call) => runOne(createMany, store, params, call) as Promise<CreatedCustomer>,
  executeMany: createMany,
});
