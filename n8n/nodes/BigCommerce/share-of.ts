import { foldEmail } from '../../../src/bigcommerce/index.ts';
import type { NodeResult } from '../../../src/nodes/index.ts';

/** The customer that an item names: an ID, or an email as the store compares them. */
export type Selector = { by: 'id' | 'email'; value: string };

/** The result that an item would have got alone, of a call that got the customers of several items. */
export function shareOf(found: Record<string, unknown>, { by, value }: Selector): NodeResult {
  const isOwn = ({ id, email }: { id: number; email: string }): boolean =>
    by === 'id' ? id === Number(value) : foldEmail(email) === value;
  const customers = (found.customers as { id: number; email: string }[]).filter(isOwn);
  const count = customers.length;
  const message = `${count} ${count === 1 ? 'customer' : 'customers'} retrieved`;
  return { ...found, customers, total: count, total_pages: 1, current_page: 1, message } as unknown as NodeResult;
}
