import { foldEmail } from '../../../src/bigcommerce/index.ts';
import type { NodeResult } from '../../../src/nodes/index.ts';

/** The customer that an item names: an ID, or an email as the store compares them. */
export type Selector = { by: 'id' | 'email'; value: string };

/** What is `own`'s of the result of a call that got the customers of several items. */
export function shareOf(found: Record<string, unknown>, { by, value }: Selector): NodeResult {
  const isOwn = ({ id, email }: { id: number; email: string }): boolean =>
    by === 'id' ? id === Number(value) : foldEmail(email) === value;
  return {
    ...found,
    customers: (found.customers as { id: number; email: string }[]).filter(isOwn),
  } as unknown as NodeResult;
}
