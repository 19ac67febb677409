import { runChaos } from './run-chaos.ts';

// `npm run chaos`: the same at full size. It ends with 1 when anything disagrees.

const result = await runChaos({
  rows: Number(process.argv[2] ?? 20_000),
  killEveryMs: 20_000,
  freezeMs: 30_000,
  latency: [150, 300],
  log: (message) => console.log(message),
});
const { summary, kills, freezes, takeovers, writtenAfterFreeze, disagreements, seconds, faults } = result;
console.log(JSON.stringify(summary));
console.log(
  `${kills} kills, ${freezes} freeze, takeovers after ${takeovers.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s; written after the freeze: ${writtenAfterFreeze}`,
);
console.log(`faults met: ${JSON.stringify(faults)}; ${seconds.toFixed(0)} s in all`);
console.log(disagreements.length === 0 ? 'Fates, counts and store agree, row by row.' : disagreements.join('\n'));
process.exitCode = disagreements.length === 0 && writtenAfterFreeze === 0 ? 0 : 1;
