/**
 * Many customers: ten travel in a request, each has a result of its own, in the order of the items.
 *
 *   npx node examples/library-many.ts
 */
import { connect, nodes } from 'rollcall';
import { startSandboxServer } from 'rollcall/sandbox';

const sandbox = await startSandboxServer({ empty: true });
const store = connect({ storeHash: sandbox.storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });

const people = Array.from({ length: 40 }, (_, n) => ({
  email: n === 17 ? 'no email' : `person${n}@example.com`,
  first_name: `Person ${n}`,
  last_name: 'Example',
  if_exists: 'skip' as const,
}));
const results = await nodes.createCustomer.many(store, people);

for (const [n, result] of results.entries()) if (!result.success) console.log(`item ${n}: ${result.message}`);
console.log(`${results.filter(({ success }) => success).length} of ${results.length} created`);

const requests = Object.values(sandbox.sandbox.stats().requests['POST /v3/customers'] ?? {});
console.log(`${requests.reduce((sum, count) => sum + count, 0)} requests`);

// What failed for a reason that passes is tried again with the same call: nobody is created twice.
const retry = people.filter((_, n) => {
  const result = results[n]!;
  return !result.success && result.error.retryable;
});
console.log(`${retry.length} to try again`);

await store.close();
await sandbox.stop();
