/** One contender in a process of its own, so that none bears what another one changes. Options as JSON in the first argument. */
import { customerRows } from '../customer-rows.ts';
import type { StoreAddress } from '../store-address.ts';
import type { Saying } from './contender.ts';
import { contenders } from './index.ts';

export type ContenderOptions = { name: string; address: StoreAddress; rows: number; seed: number };
export type ContenderRun = { seconds: number; said: Saying[] };

const { name, address, rows, seed } = JSON.parse(process.argv[2]!) as ContenderOptions;
const input = customerRows(rows, seed);
const contender = await contenders[name]!();
const started = performance.now();
const said = await contender(address, input);
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, said } satisfies ContenderRun));
// Some clients leave connections open.
process.exit(0);
