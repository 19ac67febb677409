import { connect } from './client.ts';
// Not through the index of its room, which would load the database for a vault that no module uses.
import { draftCredential } from './credentials/read-credential.ts';
import { createModules } from './hosts/modules/index.ts';
import type { Module } from './hosts/modules/module.ts';
import type { nodes } from './library.ts';
import * as definitions from './nodes/index.ts';

export { type ErrorCode, type ErrorObject, errorCodes, isRollcallError, RollcallError } from './bigcommerce/index.ts';
export type {
  Module,
  ModuleAnswer,
  ModuleConfig,
  ModuleContext,
  ModuleCredentials,
  ModuleData,
  ModuleFailure,
} from './hosts/modules/module.ts';

type Library = typeof nodes;

/** Takes what the library's function takes, and answers what it answers. */
type NodeModule<Name extends keyof Library> = Module<Parameters<Library[Name]>[1], Awaited<ReturnType<Library[Name]>>>;

const modules = createModules({
  connect: ({ storeHash, apiUrl, accessToken }) => connect({ storeHash, apiUrl, accessToken }),
  readCredential: draftCredential,
});

/** Registers a new customer, optionally with addresses, group, attributes and newsletter consent. Calls of one moment travel in tens. */
export const createCustomer: NodeModule<'createCustomer'> = modules.of(definitions.createCustomer);
/** One customer by id, or a filtered list. */
export const getCustomers: NodeModule<'getCustomers'> = modules.of(definitions.getCustomers);
/** Changes the given fields of a customer, found by id or email. Calls of one moment travel in tens. */
export const updateCustomer: NodeModule<'updateCustomer'> = modules.of(definitions.updateCustomer);
/** One order by id, or a filtered list. */
export const getOrders: NodeModule<'getOrders'> = modules.of(definitions.getOrders);
/** Changes an order's status, notes and billing address; ships it with a tracking number. */
export const updateOrder: NodeModule<'updateOrder'> = modules.of(definitions.updateOrder);
/** Lists the customer groups. */
export const getCustomerGroups: NodeModule<'getCustomerGroups'> = modules.of(definitions.getCustomerGroups);
/** Deletes customers; shows what it would do until `dry_run` is false. */
export const deleteCustomers: NodeModule<'deleteCustomers'> = modules.of(definitions.deleteCustomers);

/**
 * Lets the calls under way finish, closes the connections and forgets the stores; a later call opens them anew. A script ends without it:
 * idle connections keep no process alive.
 */
export function closeModules(): Promise<void> {
  return modules.close();
}
