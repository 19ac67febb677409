/**
 * A workflow platform that runs Rollcall's modules: many items at once, each with an answer of its own.
 *
 *   npx node examples/modules.ts
 */
import { createCustomer, getCustomers, type ModuleContext } from 'rollcall/modules';
import { startSandboxServer } from 'rollcall/sandbox';

const sandbox = await startSandboxServer({ empty: true });

// What the platform offers: credentials by their id. A real one reads them from its vault.
const context: ModuleContext = {
  async getCredentials(id) {
    if (id !== 'main') return undefined;
    return { store_hash: sandbox.storeHash, access_token: sandbox.accessToken, api_url: sandbox.url };
  },
};

// What the step before gave: 24 people, and one whose email is none.
const items = Array.from({ length: 25 }, (_, n) => ({
  email: n === 7 ? 'not an email' : `person${n}@example.com`,
  name: `Person${n}`,
  _meta_: { item: n },
}));

const answers = await Promise.all(
  items.map((item) =>
    createCustomer(
      item,
      {
        credentials_id: 'main',
        email: item.email,
        first_name: item.name,
        last_name: 'Example',
        if_exists: 'skip',
        nextModule: 'welcome',
      },
      context,
    ),
  ),
);

for (const { data, _meta_ } of answers) if (!data.success) console.log(`item ${_meta_?.item}: ${data.message}`);
const succeeded = answers.filter(({ data }) => data.success);
const requests = Object.values(sandbox.sandbox.stats().requests['POST /v3/customers'] ?? {});
console.log(
  `${succeeded.length} of ${items.length} created with ${requests.reduce((sum, count) => sum + count, 0)} requests`,
);

// The next module of the workflow; here a failure is thrown.
const { data } = await getCustomers({}, { credentials_id: 'main', limit: 1, on_error: 'throw' }, context);
console.log(`${data.total} customers in the store`);

await sandbox.stop();
