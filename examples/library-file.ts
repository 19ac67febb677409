/**
 * A stream: a file of people is read while they are created, and never held as a whole. For a file that must survive a crash there is
 * `rollcall import`.
 *
 *   npx node examples/library-file.ts [people.ndjson]
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { connect, nodes } from 'rollcall';
import { startSandboxServer } from 'rollcall/sandbox';

const file = process.argv[2] ?? new URL('people.ndjson', import.meta.url);
const sandbox = await startSandboxServer({ empty: true });
const store = connect({ storeHash: sandbox.storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });

async function* people() {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() !== '') yield { ...JSON.parse(line), if_exists: 'skip' };
  }
}

const results = await nodes.createCustomer.many(store, people());
for (const [n, result] of results.entries())
  console.log(`line ${n + 1}: ${result.success ? result.outcome : result.error.code}: ${result.message}`);

await store.close();
await sandbox.stop();
