import type { CallOptions, Store } from '../bigcommerce/index.ts';
import { type CustomerFilters, customerFilters } from './customer-filters.ts';
import { openDirectory } from './directory.ts';
import type { GetCustomersParams } from './get-customers.ts';

/**
 * The filters of the node, of a group that is given by name as well: the API knows groups by id alone.
 * @throws {RollcallError} email_not_searchable, invalid_params, group_not_found, and whatever stops the store
 */
export async function filtersWithGroup(
  store: Store,
  params: GetCustomersParams,
  options: CallOptions,
): Promise<CustomerFilters> {
  const { lists, query } = customerFilters(params);
  const { customer_group: name } = params;
  if (name === undefined) return { lists, query };
  const id = await openDirectory(store, options).groupId({ name });
  return { lists, query: { ...query, 'customer_group_id:in': id } };
}
