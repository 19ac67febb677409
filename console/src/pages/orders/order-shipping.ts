import type { OrderView } from '../../api/orders.ts';

/** How many items of an order go by parcel, and how many of them are not shipped yet. */
export function openItems({ products = [] }: OrderView): { total: number; open: number } {
  const physical = products.filter(({ type }) => type !== 'digital');
  return {
    total: physical.reduce((sum, { quantity }) => sum + quantity, 0),
    open: physical.reduce((sum, { quantity, quantity_shipped = 0 }) => sum + quantity - quantity_shipped, 0),
  };
}

/** The status that BigCommerce gives an order once all is shipped that has an address: what has none stays open. */
export function statusOnceShipped({ products = [] }: OrderView): 'Shipped' | 'Partially Shipped' {
  const isLeft = products.some(
    ({ type, quantity, quantity_shipped = 0, order_address_id }) =>
      type !== 'digital' && quantity > quantity_shipped && order_address_id <= 0,
  );
  return isLeft ? 'Partially Shipped' : 'Shipped';
}

/** By the id of the status: orders that usually must not leave the house. */
const halted: Record<number, string> = {
  0: 'incomplete: it was never finished in the shop',
  4: 'refunded: the customer has the money back',
  5: 'cancelled',
  6: 'declined',
};

/** Said before an order is shipped that rather should not be. */
export function cautionOf({ status_id }: OrderView): string | undefined {
  const state = halted[status_id];
  return state && `This order is ${state}. Ship it only if you are sure that it is to go out all the same.`;
}
