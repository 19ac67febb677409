import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { people, upsert } from './execute.ts';
import { nodeType, openContext } from './n8n-context.ts';

let server: SandboxServer;

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

describe('an execution', () => {
  test('that has ended is forgotten, also the first one of a store', async () => {
    const first = await runOnce();
    const second = await runOnce();
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for (let tries = 0; (first.deref() || second.deref()) && tries < 1_000; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collectGarbage();
    }
    expect([first.deref(), second.deref()].map((context) => context !== undefined)).toEqual([false, false]);
  });
});

/** In a function of its own, so that nothing here holds the context. */
async function runOnce(): Promise<WeakRef<object>> {
  const context = openContext({ credential: server, parameters: { ...upsert, ...people(1)[0] } });
  await nodeType.execute!.call(context);
  return new WeakRef(context);
}
