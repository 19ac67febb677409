import type { FormOption } from '../../../../src/hosts/http/api-types.ts';
import type { NamedAttribute } from '../../api/customers.ts';
import type { DryRun } from '../../api/nodes.ts';
import type { ChangedField } from '../../parts/reviewed-form/index.ts';
import { customerLabels } from './customer-draft.ts';
import { groupName } from './group-name.ts';

type Context = {
  params: Record<string, unknown>;
  groups: FormOption[];
  attributes: NamedAttribute[] | undefined;
};

/** The changes of a dry run as people call them. */
export function shownChanges(changes: DryRun['changes'], context: Context): ChangedField[] {
  return Object.entries(changes).map(([field, { from, to }]) => ({
    label: labelOf(field, to, context),
    from: textOf(field, from, context),
    to: textOf(field, to, context),
  }));
}

function labelOf(field: string, to: unknown, { params, attributes }: Context): string {
  if (field.startsWith('form_fields.')) return field.slice('form_fields.'.length);
  if (field.startsWith('attributes.')) {
    const id = Number(field.slice('attributes.'.length));
    const known = attributes?.find(({ attribute_id }) => attribute_id === id)?.attribute_name;
    // One that the customer did not have yet is known by what was typed.
    const sent = Object.entries((params.attributes as Record<string, string> | undefined) ?? {});
    return known ?? sent.find(([, value]) => value === to)?.[0] ?? field;
  }
  return customerLabels[field === 'email' ? 'new_email' : field] ?? field;
}

function textOf(field: string, value: unknown, { groups }: Context): string {
  if (field === 'customer_group_id') return Number(value ?? 0) === 0 ? '' : groupName(groups, Number(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '' : String(value);
}
