import type { GetOrdersParams } from './get-orders.ts';
import { orderMoment } from './moment.ts';
import { statusIdOf } from './order-status.ts';

/** A query of GET /v2/orders. */
export type OrderFilters = Record<string, string | number | undefined>;

/** Brings the filters of the node to the API's names. @throws {RollcallError} invalid_params */
export function orderFilters(params: Partial<GetOrdersParams>): OrderFilters {
  return {
    status_id: statusIdOf(params.status_id),
    customer_id: params.customer_id,
    email: params.email,
    min_date_created: orderMoment(params.min_date_created, 'min_date_created'),
    max_date_created: orderMoment(params.max_date_created, 'max_date_created'),
    min_total: params.min_total,
    max_total: params.max_total,
    payment_method: params.payment_method,
  };
}
