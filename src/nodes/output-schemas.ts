import * as v from 'valibot';

/** Parts of what nodes return. Objects are the API's own and may hold more than is named here. */

export const customerSchema = v.looseObject({
  id: v.number(),
  email: v.string(),
  first_name: v.optional(v.string()),
  last_name: v.optional(v.string()),
  company: v.optional(v.string()),
  phone: v.optional(v.string()),
  customer_group_id: v.optional(v.number()),
  date_created: v.optional(v.string()),
  date_modified: v.optional(v.string()),
  addresses: v.optional(v.array(v.looseObject({}))),
});

export const warningsSchema = v.array(v.looseObject({ code: v.string(), message: v.string() }));

const change = v.looseObject({ from: v.optional(v.unknown()), to: v.optional(v.unknown()) });

/** What a dry run returns in place of the rest. */
export const dryRunOutput = {
  dry_run: v.optional(v.boolean()),
  would: v.optional(v.picklist(['created', 'updated', 'unchanged', 'skipped'])),
  changes: v.optional(v.record(v.string(), change)),
};

export const orderSchema = v.looseObject({
  id: v.number(),
  status_id: v.number(),
  status: v.optional(v.string()),
  customer_id: v.optional(v.number()),
  date_created: v.optional(v.string()),
  total_inc_tax: v.optional(v.string()),
  total_ex_tax: v.optional(v.string()),
  items_total: v.optional(v.number()),
  payment_method: v.optional(v.string()),
  billing_address: v.optional(v.looseObject({})),
  products: v.optional(v.array(v.looseObject({ id: v.number() }))),
  shipping_addresses: v.optional(v.array(v.looseObject({ id: v.number() }))),
  shipments: v.optional(v.array(v.looseObject({ id: v.number() }))),
});
