import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCsv } from './csv-file.ts';
import type { ImportRounds, ImportRoundsOptions } from './import-rounds.ts';
import { count, median, ratio, type Section } from './report.ts';
import { startChild } from './start-child.ts';
import { startSandbox } from './start-sandbox.ts';

const program = fileURLToPath(new URL('import-rounds.ts', import.meta.url));
const targets = { run: 0.25, check: 0.4 };

/** Ratio 3, durable: what an import costs that survives anything, against a loop that survives nothing. */
export function measureDurable({ quick }: { quick: boolean }): Promise<Section> {
  return measure('run', quick ? 5_000 : 50_000, quick ? 2 : 5, {
    title: 'Ratio 3: a durable import, unthrottled',
    setting:
      'CSV in, committed outcomes out, embedded Postgres with fsync. Bare: the same rows, as ready objects, stringified, posted and parsed in tens with undici.',
    measure: 'customers/s against the bare loop',
  });
}

/** Ratio 5: finding everything that is wrong with a file, against only parsing it. */
export function measureCheck({ quick }: { quick: boolean }): Promise<Section> {
  return measure('check', quick ? 20_000 : 200_000, quick ? 2 : 5, {
    title: 'Ratio 5: checking a CSV (dry run)',
    setting:
      'Ours: encoding, mapping, every check, rows kept in Postgres, duplicates found. Other: csv-parse alone, arrays, streamed.',
    measure: 'rows/s against csv-parse alone',
  });
}

async function measure(
  what: 'run' | 'check',
  rows: number,
  rounds: number,
  texts: { title: string; setting: string; measure: string },
): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const sandbox = await startSandbox();
  try {
    const file = join(folder, 'customers.csv');
    await writeCsv(file, rows);
    const options = { address: sandbox.address, home: folder, file, rows, rounds, what, profile: false };
    const { ours, other } = await runRounds(options);
    const value = median(other) / median(ours);
    const target = targets[what];
    const met = value >= target;
    return {
      title: texts.title,
      setting: [
        `${count(rows)} rows of 11 fields, ${rounds} rounds of each in turn after one for the compiler, medians.`,
        texts.setting,
      ],
      measures: [
        { measure: texts.measure, ours: ratio(value), other: '1', target: `>= ${target}`, met },
        {
          measure: 'rows/s (no target)',
          ours: count(Math.round(rows / median(ours))),
          other: count(Math.round(rows / median(other))),
        },
      ],
      remarks: met
        ? []
        : [
            'Hottest functions, by their own time:',
            ...(await runRounds({ ...options, profile: true })).hottest.map((line) => `  ${line}`),
          ],
    };
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runRounds(options: ImportRoundsOptions): Promise<ImportRounds> {
  return JSON.parse(await startChild(program, options, ['--expose-gc']).output()) as ImportRounds;
}
