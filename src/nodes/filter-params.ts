import * as v from 'valibot';
import { getCustomers } from './get-customers.ts';
import { getOrders } from './get-orders.ts';

/**
 * The parameters of the get nodes that narrow which rows there are. They are the nodes' own schemas, so that an export has their names,
 * reading and messages.
 */
export const filterParams = {
  customers: v.pick(getCustomers.params, [
    'customer_id',
    'customer_ids',
    'email',
    'emails',
    'name',
    'company',
    'phone',
    'customer_group_id',
    'date_created_min',
    'date_created_max',
    'date_modified_min',
    'date_modified_max',
  ]),
  orders: v.pick(getOrders.params, [
    'status_id',
    'customer_id',
    'email',
    'min_date_created',
    'max_date_created',
    'min_total',
    'max_total',
    'payment_method',
  ]),
};
