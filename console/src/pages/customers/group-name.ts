import type { FormOption } from '../../../../src/hosts/http/api-types.ts';

/** The name of a group as the store calls it. */
export function groupName(groups: FormOption[], id = 0): string {
  if (id === 0) return '–';
  return groups.find(({ value }) => value === id)?.label ?? `Group ${id}`;
}
