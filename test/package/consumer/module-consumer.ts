import { closeModules, createCustomer } from 'rollcall/modules';
import { startSandboxServer } from 'rollcall/sandbox';

const { url, storeHash, accessToken, stop } = await startSandboxServer({ quota: 0 });
const { nextModule, data } = await createCustomer(
  {},
  { credentials_id: 'shop', email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz', nextModule: 'next' },
  { getCredentials: async () => ({ store_hash: storeHash, access_token: accessToken, api_url: url }) },
);
console.log(JSON.stringify({ nextModule, data }));
await closeModules();
await stop();
