/**
 * The sandbox in a test of your own program: a store that loses a reply, and what your program makes of it. Any test runner will do.
 *
 *   npx node --test examples/sandbox-in-a-test.ts
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ConnectedStore, connect, nodes } from 'rollcall';
import { type SandboxServer, startSandboxServer } from 'rollcall/sandbox';

let sandbox: SandboxServer;
let store: ConnectedStore;

before(async () => {
  sandbox = await startSandboxServer({ empty: true, quota: 0 });
  store = connect({ storeHash: sandbox.storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });
});
after(async () => {
  await store.close();
  await sandbox.stop();
});

/** The program under test. */
async function register(email: string) {
  const { customer_id } = await nodes.createCustomer(store, { email, first_name: 'Ana', last_name: 'Ruiz' });
  return customer_id;
}

test('a customer whose reply got lost is in the store once', async () => {
  sandbox.sandbox.setFaults([{ match: 'POST /v3/customers', kind: 'lost-after', count: 1 }]);
  const id = await register('ana@example.com');
  const kept = sandbox.sandbox.customers().map((customer) => [customer.id, customer.email]);
  assert.deepEqual(kept, [[id, 'ana@example.com']]);
  assert.equal(sandbox.sandbox.stats().faults['lost-after'], 1);
});
