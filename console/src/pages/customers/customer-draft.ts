import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import { cannotBeEmptied } from '../../parts/reviewed-form/index.ts';

/** The form's fields, by the names of the node's parameters, as text. `attributes.` and `form_fields.` are followed by a name. */
export type CustomerDraft = Record<string, string>;

export const customerLabels: Record<string, string> = {
  first_name: 'First name',
  last_name: 'Last name',
  new_email: 'Email',
  company: 'Company',
  phone: 'Phone',
  customer_group_id: 'Customer group',
  tax_exempt_category: 'Tax exempt category',
  notes: 'Notes',
  force_password_reset: 'Must choose a new password',
};

/** What can be emptied; BigCommerce wants the others to have a value. */
const clearable = new Set(['company', 'phone', 'notes', 'tax_exempt_category']);

/** @param attributes Every attribute of the store, by name, with the value that the customer has. */
export function draftOf(customer: Customer, attributes: Map<string, string>): CustomerDraft {
  const { first_name = '', last_name = '', company = '', phone = '', tax_exempt_category = '', notes = '' } = customer;
  const draft: CustomerDraft = {
    first_name,
    last_name,
    new_email: customer.email,
    company,
    phone,
    customer_group_id: String(customer.customer_group_id ?? 0),
    tax_exempt_category,
    notes,
    force_password_reset: String(customer.authentication?.force_password_reset ?? false),
  };
  for (const [name, value] of attributes) draft[`attributes.${name}`] = value;
  for (const { name, value } of customer.form_fields ?? [])
    draft[`form_fields.${name}`] = Array.isArray(value) ? value.join(', ') : String(value);
  return draft;
}

export type CustomerChange = {
  /** Parameters of BigcommerceUpdateCustomer: what differs, and nothing else. */
  params: Record<string, unknown>;
  /** By field: what cannot be sent. */
  errors: Record<string, string>;
};

/** What differs between the form as it was and as it is. */
export function changeOf(customer: Customer, before: CustomerDraft, after: CustomerDraft): CustomerChange {
  const params: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const clear: string[] = [];
  const attributes: Record<string, string> = {};
  const formFields: Record<string, string | string[]> = {};
  for (const [field, text] of Object.entries(after)) {
    const value = text.trim();
    if (value === before[field]?.trim()) continue;
    const [kind, name = ''] = /^(attributes|form_fields)\.(.*)$/s.exec(field)?.slice(1) ?? [];
    if (value === '') {
      if (clearable.has(field)) clear.push(field);
      else errors[field] = kind ? cannotBeEmptied : 'This must not be empty.';
    } else if (kind === 'attributes') attributes[name] = value;
    else if (kind === 'form_fields') {
      const isList = Array.isArray(customer.form_fields?.find((one) => one.name === name)?.value);
      formFields[name] = isList ? value.split(',').map((one) => one.trim()) : value;
    } else params[field] = value;
  }
  return {
    params: {
      customer_id: String(customer.id),
      ...params,
      ...(clear.length > 0 && { clear }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(Object.keys(formFields).length > 0 && { form_fields: formFields }),
    },
    errors,
  };
}
