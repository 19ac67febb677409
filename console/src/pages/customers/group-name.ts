import type { FormOption } from '../../../../src/hosts/http/api-types.ts';
import { useOptions } from '../../api/nodes.ts';

/** The name of a group as the store calls it. */
export function groupName(groups: FormOption[], id = 0): string {
  if (id === 0) return '–';
  return groups.find(({ value }) => value === id)?.label ?? `Group ${id}`;
}

/** The same, for a store whose groups may not be known yet. */
export function useGroupName(storeId: string): (id: number | undefined) => string {
  const { options, isPending } = useOptions('customer_groups', storeId);
  return (id = 0) => (isPending && id !== 0 ? '…' : groupName(options, id));
}
