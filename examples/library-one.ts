/**
 * One customer: the success object of the node, or an error that says what to do.
 *
 *   npx node examples/library-one.ts
 */
import { connect, isRollcallError, nodes } from 'rollcall';
import { startSandboxServer } from 'rollcall/sandbox';

// A store on this machine. Yours: connect({ storeHash: 'abc123', accessToken: process.env.TOKEN! })
const sandbox = await startSandboxServer();
const store = connect({ storeHash: sandbox.storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });

const ana = {
  email: 'ana@example.com',
  first_name: 'Ana',
  last_name: 'Ruiz',
  customer_group_id: 3,
  address1: 'Calle Mayor 1',
  city: 'Madrid',
  country_code: 'ES',
};
const created = await nodes.createCustomer(store, ana);
console.log(created.message);

try {
  await nodes.createCustomer(store, ana);
} catch (error) {
  if (!isRollcallError(error)) throw error;
  console.log(`${error.code}: ${error.message}`);
}

// A workflow that may run twice says so.
const again = await nodes.createCustomer(store, { ...ana, company: 'Ruiz SL', if_exists: 'update' });
console.log(again.outcome);

const { customers } = await nodes.getCustomers(store, { email: 'ana@example.com', include_addresses: true });
console.log(customers[0]?.company, customers[0]?.addresses?.length);

await store.close();
await sandbox.stop();
