import { expect, test } from 'vitest';
import { openQueue } from '../database/index.ts';
import { serveImports } from './fixtures/serve-imports.ts';
import type { Queryable } from './import-rows.ts';
import { startWorker } from './worker.ts';

test('a worker that loses the database while it starts is up all the same, says so, and ends when it is told to', async () => {
  const { pool, database, stores, close } = await serveImports();
  const queue = await openQueue(database);
  let isAway = true;
  const query = (text: string, values: unknown[]) => {
    if (!isAway) return pool.query(text, values);
    isAway = false;
    return Promise.reject(new Error('Connection terminated unexpectedly'));
  };
  const said: string[] = [];
  const { clock } = await openAny();
  const worker = await startWorker(
    {
      db: { query } as unknown as Queryable,
      queue,
      clock,
      openStore: openAny,
      unseal: String,
      onRest: async () => undefined,
      purge: async () => undefined,
    },
    { log: (message) => said.push(message) },
  );
  expect(said).toEqual(['Imports that a dead process left could not be looked for; they are in a minute.']);
  expect(worker.running).toBe(0);
  await worker.stop();
  await queue.stop();
  await close();

  function openAny() {
    return stores.open('main');
  }
});
