import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import { nodeType, openContext } from './n8n-context.ts';

let server: SandboxServer;

beforeEach(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterEach(() => server.stop());

describe('the API URL of the credential', () => {
  test.each([
    ['http://localhost:80@127.0.0.1:PORT', /must not hold a user or a password; it leads to 127\.0\.0\.1:\d+\./],
    ['https://api.bigcommerce.com@127.0.0.1:PORT', /must not hold a user or a password/],
    ['http://127.0.0.1.example.com:PORT', /must begin with https/],
    ['ftp://127.0.0.1:PORT', /must begin with https/],
    ['127.0.0.1', /is no URL/],
  ])('%s is refused before anything is sent there', async (text, why) => {
    const url = text.replace('PORT', String(server.port));
    const form = { ...upsert, options: { maxWaitMs: 0 } };
    const results = await execute({ credential: { ...server, url }, form, items: people(2), continueOnFail: true });
    for (const { json } of results) {
      expect(json).toMatchObject({ error: { code: 'invalid_params' }, message: expect.stringMatching(why) });
    }
    expect(results).toHaveLength(2);
    expect(server.sandbox.stats().total_requests).toBe(0);
  });

  test.each(['http://127.0.0.1:PORT', 'http://localhost:PORT/', 'HTTP://127.0.0.1:PORT//'])(
    '%s is taken',
    async (text) => {
      const url = text.replace('PORT', String(server.port));
      const [result] = await execute({ credential: { ...server, url }, form: upsert, items: people(1) });
      expect((result!.json as IDataObject).outcome).toBe('created');
    },
  );
});

describe('an execution', () => {
  test('that has ended is forgotten, also the first one of a store', async () => {
    const first = await runOnce();
    const second = await runOnce();
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for (let tries = 0; (first.deref() || second.deref()) && tries < 50; tries += 1) {
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
