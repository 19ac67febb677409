/**
 * The process that ratio 3 measures: rounds of the core and of the bare loop in turn, so that what else the machine does falls on both.
 * Options as JSON in the first argument; prints a JSON line.
 */
import { Readable } from 'node:stream';
import { request } from 'undici';
import { openSource } from '../src/imports/index.ts';
import { createTransport } from '../src/transport/index.ts';
import { bareLoop } from './bare-loop.ts';
import { customerRows, toBody } from './customer-rows.ts';
import { hottestFunctions } from './hottest-functions.ts';
import type { StoreAddress } from './store-address.ts';
import { openStore, throughNode } from './through-node.ts';

export type CoreRoundsOptions = { address: StoreAddress; rows: number; rounds: number; profile: boolean };
export type Round = { seconds: number; cpuSeconds: number };
export type CoreRounds = { core: Round[]; bare: Round[]; concurrency: number; hottest: string[] };

const { address, rows, rounds, profile } = JSON.parse(process.argv[2]!) as CoreRoundsOptions;
const pieceSize = 65_536;
const bodies = customerRows(rows).map(toBody);
const text = customerRows(rows)
  .map((row) => `${JSON.stringify(row)}\n`)
  .join('');

const result: CoreRounds = { core: [], bare: [], concurrency: 0, hottest: [] };
// The first round of each is for the compiler; ours tells in it how many requests it has in flight.
await reset();
await countInFlight();
if (profile) {
  result.hottest = await hottestFunctions(async () => {
    for (let round = 0; round < 3; round += 1) {
      await reset();
      await runCore();
    }
  }, 3);
} else {
  await reset();
  await runBare();
  for (let round = 0; round < rounds; round += 1) {
    await reset();
    result.core.push(await time(runCore));
    await reset();
    result.bare.push(await time(runBare));
  }
}
console.log(JSON.stringify(result));

function runBare(): Promise<number> {
  return bareLoop(address, bodies, result.concurrency);
}

/** NDJSON text in, outcomes as NDJSON text out: what `--items FILE` does between its two streams. */
async function runCore(store = openStore(address)): Promise<number> {
  let created = 0;
  let out = '';
  for await (const result of throughNode(store, items())) {
    if (result.success && result.outcome === 'created') created += 1;
    out += `${JSON.stringify(result)}\n`;
    if (out.length > pieceSize) out = '';
  }
  await store.close();
  return created;
}

async function* items(): AsyncGenerator<unknown> {
  const source = await openSource(Readable.from(pieces(), { objectMode: false }), { sampleBytes: 1 });
  for await (const batch of source.records) for (const { object, fault } of batch) yield object ?? fault!.message;
}

async function* pieces(): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceSize) yield text.slice(at, at + pieceSize);
}

async function time(run: () => Promise<number>): Promise<Round> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const created = await run();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (created !== rows) throw new Error(`${created} of ${rows} customers were created.`);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}

/** The sandbox cannot tell: without latency it answers a request before it reads the next one. */
async function countInFlight(): Promise<void> {
  const { transport, close } = createTransport();
  let inFlight = 0;
  const store = openStore(address, {
    async transport(request) {
      inFlight += 1;
      result.concurrency = Math.max(result.concurrency, inFlight);
      try {
        return await transport(request);
      } finally {
        inFlight -= 1;
      }
    },
  });
  await runCore(store);
  await close();
}

async function reset(): Promise<void> {
  const reply = await request(`${address.url}/_sandbox/reset`, { method: 'POST', reset: true, body: '{}' });
  await reply.body.dump();
}
