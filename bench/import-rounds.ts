/**
 * The process that ratios 3 (durable) and 5 measure: rounds of an import and of what it is compared with in turn. Options as JSON in the
 * first argument; prints a JSON line.
 */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { request } from 'undici';
import { type OpenedImports, openImports } from '../src/imports/fixtures/open-imports.ts';
import { bareLoop } from './bare-loop.ts';
import { customerRows, toBody } from './customer-rows.ts';
import { hottestFunctions } from './hottest-functions.ts';
import type { StoreAddress } from './store-address.ts';

export type ImportRoundsOptions = {
  address: StoreAddress;
  home: string;
  /** A CSV of the rows of `customerRows(rows)`. */
  file: string;
  rows: number;
  rounds: number;
  what: 'run' | 'check';
  profile: boolean;
};
export type ImportRounds = { ours: number[]; other: number[]; hottest: string[] };

const { address, home, file, rows, rounds, what, profile } = JSON.parse(process.argv[2]!) as ImportRoundsOptions;
const opened: OpenedImports = await openImports(home, address);
const { imports } = opened;
const worker = what === 'run' ? await imports.work() : undefined;
const bodies = what === 'run' ? customerRows(rows).map(toBody) : [];
/** As many requests as an import has in flight where nothing throttles it. */
const concurrency = 9;

const [ours, other] = what === 'run' ? [runImport, runBare] : [check, parseAlone];
const result: ImportRounds = { ours: [], other: [], hottest: [] };
await reset();
await ours();
await reset();
await other();
if (profile)
  result.hottest = await hottestFunctions(async () => {
    await reset();
    await ours();
  }, 3);
else
  for (let round = 0; round < rounds; round += 1) {
    result.ours.push(await time(ours));
    result.other.push(await time(other));
  }
await worker?.stop();
await opened.close();
console.log(JSON.stringify(result));

/** CSV to committed outcomes: check, staging, intents, calls, outcomes. */
async function runImport(): Promise<void> {
  const { id } = await imports.create({ file });
  await imports.check(id, { input: file });
  await imports.start(id);
  const { counts } = await opened.rest(id);
  if (counts.created !== rows) throw new Error(`${counts.created} of ${rows} customers were created.`);
}

async function runBare(): Promise<void> {
  const created = await bareLoop(address, bodies, concurrency);
  if (created !== rows) throw new Error(`${created} of ${rows} customers were created.`);
}

async function check(): Promise<void> {
  const { id } = await imports.create({ file });
  const record = await imports.check(id, { input: file });
  if (record.check?.would.created !== rows)
    throw new Error(`The check found ${record.check?.would.created} of ${rows} rows.`);
}

async function parseAlone(): Promise<void> {
  const parser = createReadStream(file).pipe(parse({ bom: true, info: true, relax_column_count: true }));
  let records = 0;
  for await (const _ of parser) records += 1;
  if (records !== rows + 1) throw new Error(`${records} records were read.`);
}

async function time(run: () => Promise<void>): Promise<number> {
  await reset();
  globalThis.gc?.();
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

async function reset(): Promise<void> {
  const reply = await request(`${address.url}/_sandbox/reset`, { method: 'POST', reset: true, body: '{}' });
  await reply.body.dump();
}
