import type { Answer } from './http/answer.ts';
import type { Call } from './http/call.ts';
import { getCountries, getCountry, getStates } from './v2/countries.ts';
import {
  countCustomerGroups,
  createCustomerGroup,
  deleteCustomerGroup,
  getCustomerGroup,
  getCustomerGroups,
  updateCustomerGroup,
} from './v2/customer-groups.ts';
import { getOrderStatuses } from './v2/order-statuses.ts';
import { countOrders, getOrder, getOrderProducts, getOrderShippingAddresses, getOrders } from './v2/orders.ts';
import { createShipment, getShipments } from './v2/shipments.ts';
import { getStore, getTime } from './v2/store-information.ts';
import { updateOrder } from './v2/update-order.ts';
import { createAddresses, deleteAddresses, getAddresses, updateAddresses } from './v3/addresses.ts';
import { deleteAttributeValues, getAttributeValues, upsertAttributeValues } from './v3/attribute-values.ts';
import { createAttributes, deleteAttributes, getAttributes, updateAttributes } from './v3/attributes.ts';
import { createCustomers } from './v3/create-customers.ts';
import { deleteCustomers } from './v3/delete-customers.ts';
import { getFormFieldValues, upsertFormFieldValues } from './v3/form-field-values.ts';
import { getCustomers } from './v3/get-customers.ts';
import {
  createSubscriber,
  deleteSubscriber,
  deleteSubscribers,
  getSubscriber,
  getSubscribers,
  updateSubscriber,
} from './v3/subscribers.ts';
import { updateCustomers } from './v3/update-customers.ts';

export type Endpoint = (call: Call) => Answer;

/** Every endpoint, by method and path below `/stores/{hash}`; `{id}` stands for a number. */
export const ROUTES: Readonly<Record<string, Endpoint>> = {
  'GET /v3/customers': getCustomers,
  'POST /v3/customers': createCustomers,
  'PUT /v3/customers': updateCustomers,
  'DELETE /v3/customers': deleteCustomers,
  'GET /v3/customers/addresses': getAddresses,
  'POST /v3/customers/addresses': createAddresses,
  'PUT /v3/customers/addresses': updateAddresses,
  'DELETE /v3/customers/addresses': deleteAddresses,
  'GET /v3/customers/attributes': getAttributes,
  'POST /v3/customers/attributes': createAttributes,
  'PUT /v3/customers/attributes': updateAttributes,
  'DELETE /v3/customers/attributes': deleteAttributes,
  'GET /v3/customers/attribute-values': getAttributeValues,
  'PUT /v3/customers/attribute-values': upsertAttributeValues,
  'DELETE /v3/customers/attribute-values': deleteAttributeValues,
  'GET /v3/customers/form-field-values': getFormFieldValues,
  'PUT /v3/customers/form-field-values': upsertFormFieldValues,
  'GET /v3/customers/subscribers': getSubscribers,
  'POST /v3/customers/subscribers': createSubscriber,
  'DELETE /v3/customers/subscribers': deleteSubscribers,
  'GET /v3/customers/subscribers/{id}': getSubscriber,
  'PUT /v3/customers/subscribers/{id}': updateSubscriber,
  'DELETE /v3/customers/subscribers/{id}': deleteSubscriber,
  'GET /v2/customer_groups': getCustomerGroups,
  'POST /v2/customer_groups': createCustomerGroup,
  'GET /v2/customer_groups/count': countCustomerGroups,
  'GET /v2/customer_groups/{id}': getCustomerGroup,
  'PUT /v2/customer_groups/{id}': updateCustomerGroup,
  'DELETE /v2/customer_groups/{id}': deleteCustomerGroup,
  'GET /v2/orders': getOrders,
  'GET /v2/orders/count': countOrders,
  'GET /v2/orders/{id}': getOrder,
  'PUT /v2/orders/{id}': updateOrder,
  'GET /v2/orders/{id}/products': getOrderProducts,
  'GET /v2/orders/{id}/shipping_addresses': getOrderShippingAddresses,
  // The spelling in the links of BigCommerce's own replies.
  'GET /v2/orders/{id}/shippingaddresses': getOrderShippingAddresses,
  'GET /v2/orders/{id}/shipments': getShipments,
  'POST /v2/orders/{id}/shipments': createShipment,
  'GET /v2/order_statuses': getOrderStatuses,
  'GET /v2/store': getStore,
  'GET /v2/time': getTime,
  'GET /v2/countries': getCountries,
  'GET /v2/countries/{id}': getCountry,
  'GET /v2/countries/{id}/states': getStates,
};

export type Route = { endpoint: string; run: Endpoint; ids: number[] };

const NO_IDS: number[] = [];

export function findRoute(method: string, path: string): Route | undefined {
  const direct = `${method} ${path}`;
  // Own properties only: a path could spell the name of something that every object has.
  if (!path.includes('{') && Object.hasOwn(ROUTES, direct))
    return { endpoint: direct, run: ROUTES[direct]!, ids: NO_IDS };
  const ids: number[] = [];
  const endpoint = direct.replace(/\/(\d{1,15})(?=\/|$)/g, (_, id: string) => {
    ids.push(Number(id));
    return '/{id}';
  });
  if (ids.length === 0 || !Object.hasOwn(ROUTES, endpoint)) return undefined;
  return { endpoint, run: ROUTES[endpoint]!, ids };
}
