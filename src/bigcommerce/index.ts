export type { AddressesMode } from './address-plan.ts';
export type { CallOptions } from './call.ts';
export { startCall } from './call.ts';
export { type CreateOptions, type CreateSource, createCustomers } from './create-customers.ts';
export type { CreateInput, IfExists, RefusedInput } from './create-item.ts';
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
  deleteCustomers,
  findCustomersByEmail,
  findCustomersById,
  type Include,
  isSearchable,
  listCustomers,
  walkCustomers,
} from './find-customers.ts';
export type { Outcome, PartState, Parts, Warning } from './outcome.ts';
export {
  type Clock,
  type Fate,
  type FieldChange,
  type HttpRequest,
  type HttpResponse,
  type Intent,
  type Journal,
  type Random,
  type Transport,
  TransportFailure,
} from './ports.ts';
export type { QuotaState } from './quota-gate.ts';
export { type ConnectOptions, connect, type Store } from './store.ts';
export { type ChangeResult, type ChangeTarget, isStop, writeChanges } from './write-changes.ts';
