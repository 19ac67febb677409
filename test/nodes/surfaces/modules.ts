import {
  closeModules,
  createCustomer,
  deleteCustomers,
  getCustomerGroups,
  getCustomers,
  getOrders,
  type Module,
  type ModuleContext,
  updateCustomer,
  updateOrder,
} from '../../../src/modules.ts';
import type { Place } from '../start-product.ts';
import type { Answer, OpenSurface } from '../surface.ts';

const modules = new Map(
  Object.entries({
    createCustomer,
    getCustomers,
    updateCustomer,
    getOrders,
    updateOrder,
    getCustomerGroups,
    deleteCustomers,
  }) as [string, Module<Record<string, unknown>, object>][],
);

/** What a workflow platform calls: one call for each item, all in the same moment. */
export function openModules({ sandbox, credentialsId }: Place): OpenSurface {
  const { storeHash, accessToken, url } = sandbox;
  const context: ModuleContext = {
    getCredentials: async (id) =>
      id === credentialsId ? { store_hash: storeHash, access_token: accessToken, api_url: url } : undefined,
  };
  const run = async (node: string, params: Record<string, unknown>): Promise<Answer> => {
    const module = modules.get(node);
    if (!module) throw new Error(`no node ${node}`);
    const config = { ...params, credentials_id: credentialsId, nextModule: node };
    const { data, nextModule } = await module({}, config, context);
    if (nextModule !== node) throw new Error(`the next module is ${nextModule}`);
    return JSON.parse(JSON.stringify(data));
  };
  return {
    name: 'modules',
    run,
    runMany: (node, items) => Promise.all(items.map((item) => run(node, item))),
    close: () => closeModules(),
  };
}
