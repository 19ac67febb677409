import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type HttpRequest, type Store } from '../bigcommerce/index.ts';
import { openDatabase, openQueue } from '../database/index.ts';
import { temporaryHome } from '../hosts/fixtures/temporary-home.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { systemClock } from '../transport/index.ts';
import { createImports } from './create-imports.ts';
import { isAtRest } from './import.ts';
import type { Imports } from './imports.ts';

const stores = 200;
const rowsEach = 60;
const apiUrl = 'http://127.0.0.1:1';
const { home, remove } = temporaryHome();
const sandboxes = new Map<string, Sandbox>();
let imports: Imports;
let close: () => Promise<void>;
let countRunning: () => Promise<number>;
/** No store answers before all of them are driven: how fast they are taken up is no matter. */
const allAreDriven = Promise.withResolvers<void>();

beforeAll(async () => {
  for (let n = 0; n < stores; n += 1) {
    const storeHash = `store${n}`;
    // Two requests a window: six calls take three windows at least.
    sandboxes.set(storeHash, createSandbox({ storeHash, empty: true, quota: 2, windowMs: 1_500 }));
  }
  const database = await openDatabase({ home });
  const opened = new Map<string, Store>();
  imports = createImports({
    pool: database.pool,
    home,
    clock: systemClock,
    openQueue: () => openQueue(database),
    sealer: async () => ({ seal: (text) => Buffer.from(text), unseal: (sealed) => sealed.toString() }),
    async openStore(storeHash = '') {
      const { accessToken } = sandboxes.get(storeHash)!;
      const ports = { transport, clock: systemClock, random: Math.random };
      if (!opened.has(storeHash)) opened.set(storeHash, connect({ ...ports, storeHash, accessToken, apiUrl }));
      return { credentialsId: storeHash, store: opened.get(storeHash)! };
    },
  });
  countRunning = async () => {
    const running = `select count(*)::integer as count from rollcall.imports where state = 'running'`;
    return (await database.pool.query(running)).rows[0].count;
  };
  close = async () => {
    await imports.close();
    await database.close();
  };
});

afterAll(async () => {
  await close();
  remove();
});

async function transport(request: HttpRequest) {
  if (request.method === 'POST') await allAreDriven.promise;
  const reply = await sandboxes.get(new URL(request.url).pathname.split('/')[2]!)!.handle(request);
  if (reply.lost) throw new Error('Nothing is lost here.');
  return reply;
}

test('one worker drives 200 throttled imports at once', async () => {
  const csv = (store: number) =>
    `email,first_name,last_name\n${Array.from({ length: rowsEach }, (_, n) => `p${n}@store${store}.com,Ana,Ruiz\n`).join('')}`;
  for (let first = 0; first < stores; first += 10)
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const { id } = await imports.create({ file: 'customers.csv', credentialsId: `store${first + n}` });
        await imports.check(id, { input: Readable.from([Buffer.from(csv(first + n))], { objectMode: false }) });
        await imports.start(id);
      }),
    );
  let mostAtOnce = 0;
  let working = true;
  // From before the worker starts: where all else is busy, it may have much behind it when it is ready.
  const watching = (async () => {
    while (working) {
      mostAtOnce = Math.max(mostAtOnce, await countRunning());
      if (mostAtOnce === stores) allAreDriven.resolve();
      await new Promise((done) => setTimeout(done, 100));
    }
  })();
  const worker = await imports.work();
  while (!(await imports.list()).every(({ state }) => isAtRest(state)))
    await new Promise((done) => setTimeout(done, 250));
  working = false;
  await watching;
  await worker.stop();
  for (const { state, counts } of await imports.list())
    expect({ state, created: counts.created }).toEqual({ state: 'completed', created: rowsEach });
  expect(mostAtOnce).toBe(stores);
  for (const sandbox of sandboxes.values()) expect(sandbox.stats().refused.quota).toBe(0);
});
