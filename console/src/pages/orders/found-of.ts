import type { OrderList } from '../../api/orders.ts';
import { amount, count } from '../../parts/amounts.ts';

/** How many orders there are, as far as the page that is seen tells: BigCommerce counts none. Undefined where it is empty. */
export function foundOf(list: OrderList | undefined): string | undefined {
  if (!list || list.count === 0) return undefined;
  const seen = (list.page - 1) * list.limit + list.count;
  return isAll(list) ? count(seen, 'order') : `${amount(seen)} or more orders`;
}

/** Whether the page that is seen is the last one. */
export const isAll = ({ count: shown, limit }: OrderList): boolean => shown < limit;
