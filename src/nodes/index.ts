import { type CreatedCustomer, createCustomer } from './create-customer.ts';
import type { NodeDefinition } from './define-node.ts';
import { deleteCustomers } from './delete-customers.ts';
import type { DeletedCustomers } from './delete-result.ts';
import { getCustomerGroups } from './get-customer-groups.ts';
import { type FoundCustomers, getCustomers } from './get-customers.ts';
import { type FoundOrders, getOrders } from './get-orders.ts';
import { type UpdatedCustomer, updateCustomer } from './update-customer.ts';
import { updateOrder } from './update-order.ts';

export {
  type Address,
  type AttributeValue,
  type BillingAddress,
  type CallOptions,
  type Customer,
  type ErrorCode,
  type ErrorDetails,
  type ErrorObject,
  errorCodes,
  type FieldChange,
  isRollcallError,
  type Order,
  type OrderProduct,
  type OrderShippingAddress,
  RollcallError,
  refusesEveryCall,
  type Shipment,
  type Store,
  type Warning,
  withPorts,
} from '../bigcommerce/index.ts';
export { byField } from './all-customers.ts';
export { type CheckedParams, checkParams, type ParamProblem } from './check-params.ts';
export type { CreateParams } from './create-params.ts';
export { type CustomerFilters, customerFilters, partsOf } from './customer-filters.ts';
export type { Effects, NodeDefinition, NodeResult, Params, ReadItem } from './define-node.ts';
export { type Directory, openDirectory } from './directory.ts';
export { eachCustomer, eachOrder } from './each-row.ts';
export { errorOf, failure } from './failure.ts';
export { filterParams } from './filter-params.ts';
export type { FormPart } from './form-parts.ts';
export { nearestName } from './nearest-name.ts';
export { newCustomer } from './new-customer.ts';
export { type OrderFilters, orderFilters } from './order-filters.ts';
export { type OptionsSource, type ParamField, type ParamOption, paramFields } from './param-fields.ts';
export { type ReadCustomerOptions, readCustomer } from './read-customer.ts';
export { countryOptions, readOptions } from './read-options.ts';
export { readParams } from './read-params.ts';
export { isBlank } from './read-value.ts';
export type { Rule } from './rules.ts';
export { runNode, runNodeMany } from './run-node.ts';
export { hintFor } from './unknown-name.ts';
export type { CreatedCustomer, DeletedCustomers, FoundCustomers, FoundOrders, UpdatedCustomer };
export { createCustomer, deleteCustomers, getCustomerGroups, getCustomers, getOrders, updateCustomer, updateOrder };

/** Every node, in the order in which surfaces show them. */
export const nodeDefinitions: NodeDefinition[] = [
  createCustomer,
  getCustomers,
  updateCustomer,
  getOrders,
  updateOrder,
  getCustomerGroups,
  deleteCustomers,
];
