import type { InferInput } from 'valibot';
import { type CallOptions, RollcallError, type Store } from './bigcommerce/index.ts';
import {
  createCustomer,
  deleteCustomers,
  getCustomerGroups,
  getCustomers,
  getOrders,
  type NodeDefinition,
  type NodeResult,
  type Params,
  runNode,
  runNodeMany,
  updateCustomer,
  updateOrder,
} from './nodes/index.ts';
import { refuseUnknownOptions } from './nodes/refuse-unknown-options.ts';

export {
  type CallOptions,
  type Clock,
  type ErrorCode,
  type ErrorDetails,
  type ErrorObject,
  errorCodes,
  isRollcallError,
  type Journal,
  RollcallError,
  type Store,
  type Transport,
  TransportFailure,
} from './bigcommerce/index.ts';
export { type ClientOptions, type ConnectedStore, connect } from './client.ts';
export type {
  CreatedCustomer,
  DeletedCustomers,
  FoundCustomers,
  FoundOrders,
  NodeResult,
  UpdatedCustomer,
} from './nodes/index.ts';

/** One item of a run over many: its success object, or its failure. */
export type ManyResult<Output> = ({ success: true } & Output) | Extract<NodeResult, { success: false }>;

type NodeCall<Input, Output> = (store: Store, params: Input, call?: CallOptions) => Promise<Output>;

/**
 * A node as a function: runs it once and returns its success object.
 * @throws {RollcallError}
 */
export type NodeFunction<Input, Output> = NodeCall<Input, Output> & {
  /**
   * Runs the node over many items in common calls. Results come in the order of the items, each a success or a failure of its own. An array
   * is best: what is known in advance saves calls. A stream is taken too; its results are collected all the same.
   */
  many(store: Store, items: Iterable<Input> | AsyncIterable<Input>, call?: CallOptions): Promise<ManyResult<Output>[]>;
};

/** Values are read loosely: a number may be text, an id a number; blank and null are not given. */
type Loose<T> = T extends string
  ? T | number | null
  : T extends number
    ? T | string | null
    : T extends boolean
      ? T | string | null
      : T | null;

type InputOf<Schema extends Params> = { [Name in keyof InferInput<Schema>]: Loose<InferInput<Schema>[Name]> };

/** The nodes as functions. Each takes the store object in the place of `credentials_id`. */
export const nodes = {
  createCustomer: asFunction(createCustomer),
  getCustomers: asFunction(getCustomers),
  updateCustomer: asFunction(updateCustomer),
  getOrders: asFunction(getOrders),
  updateOrder: asFunction(updateOrder),
  getCustomerGroups: asFunction(getCustomerGroups),
  deleteCustomers: asFunction(deleteCustomers),
};

const callOptions: Record<keyof CallOptions, true> = {
  signal: true,
  maxWaitMs: true,
  bulk: true,
  quotaShare: true,
  onNotice: true,
  onWait: true,
};

function asFunction<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
): NodeFunction<InputOf<Schema>, Output> {
  const once: NodeCall<InputOf<Schema>, Output> = async (store, params, call = {}) => {
    checkCall(store, call);
    return runNode(definition, store, params, call);
  };
  return Object.assign(once, {
    async many(store: Store, items: Iterable<unknown> | AsyncIterable<unknown>, call: CallOptions = {}) {
      checkCall(store, call);
      if (!isList(items))
        throw new RollcallError('invalid_params', 'The items of many() must be an array or a stream of objects.', {
          param: 'items',
        });
      const results: NodeResult[] = [];
      for await (const result of runNodeMany(definition, store, items, call)) results.push(result);
      return results as ManyResult<Output>[];
    },
  });
}

/** What is likely to be mistaken where types are not checked. @throws {RollcallError} invalid_params */
function checkCall(store: unknown, call: unknown): void {
  if (typeof (store as Partial<Store> | undefined)?.key !== 'string')
    throw new RollcallError('invalid_params', 'The first argument must be a store, as connect() returns it.', {
      param: 'store',
    });
  refuseUnknownOptions(call, callOptions, 'a call');
}

function isList(items: unknown): boolean {
  return typeof items === 'object' && items !== null && (Symbol.iterator in items || Symbol.asyncIterator in items);
}
