import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, nodes } from '../src/library.ts';
import { type SandboxServer, startSandboxServer } from '../src/sandbox/index.ts';

let sandbox: SandboxServer;

beforeAll(async () => {
  sandbox = await startSandboxServer({ port: 0, quota: 0, empty: true });
});

afterAll(() => sandbox.stop());

/** One process after another, without a pause: nothing but the store's replies tells the second of the first. */
async function runAsNewProcess(count: number, policy: 'fail' | 'skip' | 'update'): Promise<Record<string, number>> {
  const { storeHash, accessToken, url } = sandbox;
  const store = connect({ storeHash, accessToken, apiUrl: url });
  const items = Array.from({ length: count }, (_, i) => ({
    email: `person${i}.${count}.${policy}@example.com`,
    first_name: 'Ana',
    last_name: 'Ruiz',
    if_exists: policy,
  }));
  const results = await nodes.createCustomer.many(store, items);
  await store.close();
  const counts: Record<string, number> = {};
  for (const result of results) {
    const end = result.success ? String(result.outcome) : result.error.code;
    counts[end] = (counts[end] ?? 0) + 1;
  }
  return counts;
}

for (const count of [1, 2, 10, 25, 600]) {
  test(`a file of ${count} that is run again at once creates nobody and claims nobody`, async () => {
    expect(await runAsNewProcess(count, 'skip')).toEqual({ created: count });
    expect(await runAsNewProcess(count, 'skip')).toEqual({ skipped: count });
    expect(await runAsNewProcess(count, 'fail')).toEqual({ created: count });
    expect(await runAsNewProcess(count, 'fail')).toEqual({ customer_exists: count });
    expect(await runAsNewProcess(count, 'update')).toEqual({ created: count });
    expect(await runAsNewProcess(count, 'update')).toEqual({ unchanged: count });
  });
}
