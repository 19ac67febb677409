import * as v from 'valibot';
import { defineNode } from './define-node.ts';
import { changeChecks } from './desired-customer.ts';
import { customerSchema, dryRunOutput, warningsSchema } from './output-schemas.ts';
import { isBlank } from './read-value.ts';
import { runOne } from './run-one.ts';
import { updateMany } from './update-many.ts';
import { emptyValues, type UpdateParams, updateParams } from './update-params.ts';

const output = v.looseObject({
  success: v.literal(true),
  customer: v.optional(customerSchema),
  customer_id: v.optional(v.number()),
  fields_updated: v.optional(v.array(v.string())),
  outcome: v.optional(v.picklist(['updated', 'unchanged'])),
  message: v.string(),
  warnings: v.optional(warningsSchema),
  parts: v.optional(v.record(v.string(), v.picklist(['done', 'unchanged', 'failed', 'not_sent']))),
  ...dryRunOutput,
});

/** What changing a customer returns; of a dry run, what it would do. */
export type UpdatedCustomer = v.InferOutput<typeof output>;

/** https://developer.bigcommerce.com/docs/rest-management/customers#update-customers */
export const updateCustomer = defineNode({
  name: 'BigcommerceUpdateCustomer',
  title: 'Update customer',
  action: 'update-customer',
  description:
    'Changes an existing customer, found by id or email. What is not given stays as it is; only what differs is sent.',
  params: updateParams,
  rules: [
    {
      says: 'Give customer_id or email: which customer is to be changed?',
      param: 'customer_id',
      lacks: 'any',
      holds: ({ customer_id, email }) => customer_id !== undefined || email !== undefined,
    },
    {
      says: 'Give at least one field to change.',
      param: 'customer_id',
      lacks: 'any',
      holds: (params) =>
        Object.keys(params).some((name) => !selecting.has(name) && params[name as keyof UpdateParams] !== undefined),
      explain: explainBlanks,
    },
    {
      says: 'Give customer_group_id or customer_group, not both.',
      param: 'customer_group',
      holds: ({ customer_group_id, customer_group }) => customer_group_id === undefined || customer_group === undefined,
    },
    {
      says: 'A field is either given or in clear, not both.',
      param: 'clear',
      holds: (params) => bothWays(params).length === 0,
      explain: (_, params) => ({
        param: 'clear',
        message: `clear names ${bothWays(params).join(', ')}, which the call gives a value as well. Leave it out of one of the two.`,
      }),
    },
  ],
  checks: changeChecks,
  consequences: ({ new_email, new_password, clear = [] }) => [
    ...(new_email === undefined ? [] : [`The customer signs in as ${new_email} from now on.`]),
    ...(new_password === undefined ? [] : ['The password that the customer knows works no longer.']),
    ...(clear.length === 0 ? [] : ['What the chosen fields hold now is gone for good.']),
  ],
  form: [
    {
      title: 'Which customer',
      params: ['customer_id', 'email'],
      labels: { email: 'Email, in place of the ID' },
      help: { email: 'Email of the customer to change. A new email goes into the new values below.' },
    },
    {
      title: 'New values',
      params: ['first_name', 'last_name', 'new_email', 'company', 'phone', 'customer_group_id'],
      help: {
        addresses:
          'Addresses to add or change. One with an ID changes that address; one with the same first line and postal code changes that one; any other is added.',
      },
    },
  ],
  output,
  effects: { reads: true, writes: true, mails: false, deletes: false },
  examples: [
    { title: 'By id', params: { customer_id: '789', company: 'Empresa ABC', phone: '+34 600 123 456' } },
    {
      title: 'By email, emptying a field',
      params: { email: 'nuevo@cliente.com', first_name: 'Juana', clear: ['company'] },
    },
  ],
  execute: (store, params, call) => runOne(updateMany, store, params, call) as Promise<UpdatedCustomer>,
  executeMany: updateMany,
});

/** Parameters that choose the customer or the way of the call, and change nothing. */
const selecting = new Set(['credentials_id', 'customer_id', 'email', 'dry_run', 'max_wait_ms']);

/** The fields that are to be emptied and to get a value. */
function bothWays({ clear = [], customer_group, ...params }: UpdateParams): string[] {
  return clear.filter(
    (name) => params[name] !== undefined || (name === 'customer_group_id' && customer_group !== undefined),
  );
}

/** Somebody who gives a blank and nothing else means to empty the field. */
function explainBlanks(raw: Record<string, unknown>): { param: string; message: string } | undefined {
  const blank = Object.keys(raw).filter(
    (name) => !selecting.has(name) && raw[name] !== undefined && isBlank(raw[name]),
  );
  const clearable = blank.filter((name) => Object.hasOwn(emptyValues, name));
  const names = clearable.length > 0 ? clearable : blank;
  if (names.length === 0) return undefined;
  const isOne = names.length === 1;
  const what = `${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ` : ''}${names.at(-1)} ${isOne ? 'is' : 'are'} blank, which means not given`;
  const next =
    clearable.length > 0
      ? `to empty ${isOne ? 'it' : 'them'} use clear: [${clearable.map((name) => `"${name}"`).join(', ')}].`
      : 'give at least one field to change.';
  return { param: names[0]!, message: `${what}; ${next}` };
}
