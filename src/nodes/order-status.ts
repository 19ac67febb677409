import * as v from 'valibot';
import { type OrderStatus, orderStatuses } from '../bigcommerce/index.ts';

const statusIds = orderStatuses.map((_, id) => id);

/** An order status, by name or id. */
export function statusParam(description: string) {
  return v.optional(
    v.pipe(
      v.union([v.picklist(orderStatuses), v.picklist(statusIds)]),
      v.description(`${description} By name or id: ${orderStatuses.map((name, id) => `${id} ${name}`).join(', ')}.`),
      v.examples(['Shipped']),
    ),
  );
}

export function statusIdOf(status: OrderStatus | number | undefined): number | undefined {
  return typeof status === 'string' ? orderStatuses.indexOf(status) : status;
}

/** The name of a status that was given by name or id. */
export function statusNameOf(status: OrderStatus | number): OrderStatus {
  return typeof status === 'string' ? status : orderStatuses[status]!;
}
