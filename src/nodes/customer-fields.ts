import type { CustomerFields } from '../bigcommerce/index.ts';

/** The parameters that stand for fields of a customer, under the node's names. */
export type FieldParams = {
  company?: string | undefined;
  phone?: string | undefined;
  notes?: string | undefined;
  tax_exempt_category?: string | undefined;
  channel_ids?: number[] | undefined;
  form_fields?: Record<string, string | number | string[]> | undefined;
  new_password?: string | undefined;
  force_password_reset?: boolean | undefined;
};

/** Brings parameters to the API's names. What is not given is not there. */
export function customerFields(params: FieldParams): CustomerFields {
  const fields: CustomerFields = {};
  if (params.company !== undefined) fields.company = params.company;
  if (params.phone !== undefined) fields.phone = params.phone;
  if (params.notes !== undefined) fields.notes = params.notes;
  if (params.tax_exempt_category !== undefined) fields.tax_exempt_category = params.tax_exempt_category;
  if (params.channel_ids !== undefined) fields.channel_ids = [...new Set(params.channel_ids)];
  if (params.form_fields !== undefined)
    fields.form_fields = Object.entries(params.form_fields).map(([name, value]) => ({ name, value }));
  if (params.new_password !== undefined || params.force_password_reset !== undefined)
    fields.authentication = {
      ...(params.force_password_reset !== undefined && { force_password_reset: params.force_password_reset }),
      ...(params.new_password !== undefined && { new_password: params.new_password }),
    };
  return fields;
}
