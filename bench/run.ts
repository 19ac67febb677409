import { parseArgs } from 'node:util';
import { measureCalls } from './calls-per-customer.ts';
import { measureCore } from './core-speed.ts';
import { measureMemory } from './import-memory.ts';
import { measureCheck, measureDurable } from './import-speed.ts';
import { environment, printSection, type Section } from './report.ts';
import { measureSideBySide } from './side-by-side.ts';
import { measureThrottled } from './throttled-store.ts';

type Measurement = (options: { quick: boolean }) => Promise<Section>;

const ratios: Record<string, Measurement> = {
  1: measureCalls,
  2: measureThrottled,
  3: measureCore,
  '3d': measureDurable,
  4: measureMemory,
  5: measureCheck,
  6: measureSideBySide,
};

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
});
const wanted = values.only ?? Object.keys(ratios);
for (const name of wanted)
  if (!ratios[name]) {
    console.error(`There is no ratio ${name}: choose from ${Object.keys(ratios).join(', ')}.`);
    process.exit(1);
  }

console.log(`Rollcall against what it could be. Every figure is a ratio of two things that ran here and now.`);
const started = performance.now();
const missed: string[] = [];
for (const name of wanted) {
  const section = await ratios[name]!({ quick: values.quick });
  printSection(section);
  missed.push(...section.measures.filter(({ met }) => met === false).map(({ measure }) => measure));
}
console.log(`\n${missed.length === 0 ? 'Every target is met.' : `Missed: ${missed.join('; ')}.`}`);
console.log(
  `${environment()}; ${((performance.now() - started) / 1000).toFixed(0)} s in all${values.quick ? ', --quick' : ''}.`,
);
