export type { AddressesMode } from './address-plan.ts';
export type { Call, CallOptions } from './call.ts';
export { startCall } from './call.ts';
export { type CreateOptions, type CreateSource, createCustomers } from './create-customers.ts';
export { type CreateInput, foldEmail, type IfExists, type RefusedInput } from './create-item.ts';
export {
  createShipments,
  type NewShipment,
  planShipments,
  type ShipmentLabel,
  type ShipmentsResult,
} from './create-shipments.ts';
export type {
  Address,
  AttributeValue,
  Customer,
  CustomerAttribute,
  CustomerFields,
  CustomerGroup,
  FormField,
  NewCustomer,
  Subscriber,
} from './customer.ts';
export { changesFor, type DesiredCustomer } from './customer-changes.ts';
export { type DeletionResult, deleteCustomers } from './delete-customers.ts';
export {
  type ErrorCode,
  type ErrorDetails,
  type ErrorObject,
  errorCodes,
  isRollcallError,
  RollcallError,
} from './errors.ts';
export {
  type CustomerPage,
  chunksByLength,
  findCustomersByEmail,
  findCustomersById,
  type Include,
  isSearchable,
  listCustomers,
  lookupCharacters,
  lookupEmails,
  walkCustomers,
} from './find-customers.ts';
export { readAttributes } from './list-attributes.ts';
export { completeParts } from './list-customer-parts.ts';
export { listGroups, readGroups } from './list-groups.ts';
export {
  countOrders,
  getOrder,
  largestOrderPage,
  listOrderProducts,
  listOrders,
  listShipments,
  listShippingAddresses,
  walkOrders,
} from './list-orders.ts';
export { makeAttributes, makeGroups } from './make-missing.ts';
export {
  type BillingAddress,
  type Order,
  type OrderFields,
  type OrderProduct,
  type OrderShippingAddress,
  type OrderStatus,
  orderStatuses,
  type Shipment,
} from './order.ts';
export type { Fate, FieldChange, Outcome, PartState, Parts, Warning } from './outcome.ts';
export {
  type Clock,
  type HttpRequest,
  type HttpResponse,
  type Intent,
  type Journal,
  type Random,
  type Transport,
  TransportFailure,
} from './ports.ts';
export type { QuotaState } from './quota-gate.ts';
export { readStore, type StoreInformation } from './read-store.ts';
export { isRefusedLookup } from './resolve-lookups.ts';
export { isStop, refusesEveryCall, stopReason } from './stop-reason.ts';
export { type ConnectOptions, connect, known, type Store, type StorePorts, withPorts } from './store.ts';
export { type OrderPlan, planOrder, putOrder } from './update-order.ts';
export { type ChangeResult, type ChangeTarget, writeChanges } from './write-changes.ts';
