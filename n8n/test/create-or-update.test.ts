import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { nodeType, openContext } from './n8n-context.ts';

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandboxServer({ empty: true, quota: 0 });
});
afterAll(() => server.stop());

test('works', async () => {
  const items = Array.from({ length: 25 }, (_, i) => ({ json: { email: `a${i}@example.com` } }));
  const context = openContext({
    credential: server,
    items,
    parameters: (i) => ({
      resource: 'customer',
      operation: 'upsert',
      email: items[i]!.json.email,
      firstName: 'A',
      lastName: 'B',
      additionalFields: { company: 'X' },
    }),
  });
  const out = await nodeType.execute!.call(context);
  console.log(JSON.stringify((out as never)[0][0]), JSON.stringify((out as never)[0][24]));
  console.log(JSON.stringify(server.sandbox.stats().items_per_post), server.sandbox.stats().requests);
  expect((out as never[][])[0]).toHaveLength(25);
});
