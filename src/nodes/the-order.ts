import { type Call, getOrder, type Order, RollcallError, type Store } from '../bigcommerce/index.ts';

/** The order with an id. @throws {RollcallError} order_not_found */
export async function theOrder(store: Store, id: number, call: Call): Promise<Order> {
  const order = await getOrder(store, id, call);
  if (order) return order;
  throw new RollcallError('order_not_found', `No order has the id ${id}. Check the id.`, {
    param: 'order_id',
    status: 404,
    details: { order_id: id },
  });
}
