import * as v from 'valibot';
import { addressParams, customerParams, groupId } from './customer-params.ts';
import { callParams, dryRun, id, text } from './param-schemas.ts';

/** What `clear` may empty: parameter -> what the API takes for "nothing". */
export const emptyValues = {
  company: '',
  phone: '',
  notes: '',
  tax_exempt_category: '',
  customer_group_id: 0,
} as const;

const clearable = Object.keys(emptyValues) as (keyof typeof emptyValues)[];

/** What changing a customer takes; the lengths are BigCommerce's own. */
export const updateParams = v.object({
  credentials_id: callParams.credentials_id,
  customer_id: id('Customer to change.'),
  email: text('Email of the customer to change, in place of customer_id. To give a new email, use new_email.', 255),
  first_name: text('New first name.', 100),
  last_name: text('New last name.', 100),
  new_email: text('New email. No other customer may have it.', 255),
  company: text('New company.', 255),
  phone: text('New phone.', 50),
  customer_group_id: groupId,
  ...customerParams,
  clear: v.optional(
    v.pipe(
      v.array(v.picklist(clearable)),
      v.description(`Fields to empty: ${clearable.join(', ')}. A blank value never empties a field.`),
      v.examples([['company']]),
    ),
  ),
  addresses: v.optional(
    v.pipe(
      v.array(
        v.object({
          id: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('The address to change.'))),
          ...addressParams.entries,
        }),
      ),
      v.maxLength(10),
      v.description(
        'Addresses to add or change. One with an id changes that address; one with the address1 and postal code of an address changes that one; any other is added.',
      ),
    ),
  ),
  dry_run: dryRun,
  max_wait_ms: callParams.max_wait_ms,
});

export type UpdateParams = v.InferOutput<typeof updateParams>;
