import type { Item } from '../http/read-items.ts';
import type { FormField } from '../store/rows.ts';

/** Form fields as replies show them, each naming its owner. */
export function formFieldsView(
  fields: FormField[] | null,
  owner: { customer_id: number } | { address_id: number },
): unknown[] {
  return (fields ?? []).map(({ name, value }) => ({ ...owner, name, value }));
}

export function isFormField(field: unknown): field is FormField {
  const { name, value } = (field ?? {}) as Item;
  if (typeof name !== 'string') return false;
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return typeof value === 'string' || typeof value === 'number';
}

/** Any name is a form field here: a store's form is not part of the API. Our choice. */
export function readFormFields(item: Item, before: FormField[] | null): FormField[] | null {
  return Array.isArray(item.form_fields) ? mergeFormFields(before, item.form_fields.filter(isFormField)) : before;
}

export function mergeFormFields(before: FormField[] | null, more: readonly FormField[]): FormField[] | null {
  const fields = new Map((before ?? []).map((field) => [field.name, field]));
  for (const { name, value } of more) fields.set(name, { name, value });
  return fields.size === 0 ? null : [...fields.values()];
}
