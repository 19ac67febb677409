import { fileURLToPath } from 'node:url';
import type { CoreRounds, CoreRoundsOptions, Round } from './core-rounds.ts';
import { count, median, ratio, type Section } from './report.ts';
import { startChild } from './start-child.ts';
import { startSandbox } from './start-sandbox.ts';

const target = 0.5;
const program = fileURLToPath(new URL('core-rounds.ts', import.meta.url));

/** Ratio 3: what knowing every fate costs, against a loop that knows none. */
export async function measureCore({ quick }: { quick: boolean }): Promise<Section> {
  const rows = quick ? 3_000 : 15_000;
  const rounds = quick ? 3 : 7;
  const sandbox = await startSandbox();
  try {
    const options = { address: sandbox.address, rows, rounds, profile: false };
    const { core, bare, concurrency } = await runRounds(options);
    const speed = median(bare.map(seconds)) / median(core.map(seconds));
    const cpu = median(bare.map(cpuSeconds)) / median(core.map(cpuSeconds));
    const met = speed >= target;
    return {
      title: 'Ratio 3: the core, unthrottled',
      setting: [
        `${count(rows)} rows of 11 fields a round, ${rounds} rounds of each in turn after one for the compiler, medians; sandbox in a process of its own.`,
        `Rollcall: NDJSON text in, through the create node, results out as NDJSON text. Bare: the same rows, as ready objects, stringified, posted and parsed in tens with undici, ${concurrency} at once as ours.`,
      ],
      measures: [
        { measure: 'customers/s against the bare loop', ours: ratio(speed), other: '1', target: `>= ${target}`, met },
        { measure: 'the same by CPU time of the process (no target)', ours: ratio(cpu), other: '1' },
      ],
      remarks: met ? [] : await nameHottest(options),
    };
  } finally {
    await sandbox.stop();
  }
}

/** In a process of its own: the garbage of one round is not the burden of another program. */
async function runRounds(options: CoreRoundsOptions): Promise<CoreRounds> {
  return JSON.parse(await startChild(program, options, ['--expose-gc']).output()) as CoreRounds;
}

async function nameHottest(options: CoreRoundsOptions): Promise<string[]> {
  const { hottest } = await runRounds({ ...options, profile: true });
  return ['Hottest functions of the core, by their own time:', ...hottest.map((line) => `  ${line}`)];
}

function seconds(round: Round): number {
  return round.seconds;
}

function cpuSeconds(round: Round): number {
  return round.cpuSeconds;
}
