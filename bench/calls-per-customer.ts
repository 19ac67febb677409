import { customerRows, somePositions } from './customer-rows.ts';
import { count, type Measure, ratio, type Section } from './report.ts';
import { seedEarlier } from './seed-earlier.ts';
import { type RunningSandbox, startSandbox } from './start-sandbox.ts';
import { openStore, tally, throughNode } from './through-node.ts';

const cleanTarget = 0.1;
const mixedTarget = 0.13;

/** Ratio 1: how many calls a customer costs, by the sandbox's own count. */
export async function measureCalls({ quick }: { quick: boolean }): Promise<Section> {
  const rows = quick ? 5_000 : 20_000;
  const sandbox = await startSandbox();
  try {
    const clean = await runClean(sandbox, rows);
    await sandbox.reset();
    const mixed = await runMixed(sandbox, rows);
    return {
      title: 'Ratio 1: calls per customer',
      setting: [
        `${count(rows)} rows of 11 fields each, unthrottled sandbox. All requests count, those that look something up too.`,
        'Mixed: 3 % exist in the store, 2 % are wrong in themselves (no email, or no such country), if_exists: skip.',
      ],
      measures: [clean, mixed],
    };
  } finally {
    await sandbox.stop();
  }
}

async function runClean(sandbox: RunningSandbox, rows: number): Promise<Measure> {
  const { calls, counts } = await run(sandbox, customerRows(rows));
  expectCounts(counts, { created: rows });
  // One call for the group's id, whatever the size of the file.
  const each = calls / rows;
  return {
    measure: `clean file, calls per customer (${count(calls)} calls)`,
    ours: ratio(each, 4),
    target: ratio(cleanTarget, 3),
    met: ratio(each, 3) <= ratio(cleanTarget, 3),
  };
}

async function runMixed(sandbox: RunningSandbox, rows: number): Promise<Measure> {
  const input: Record<string, unknown>[] = customerRows(rows, 2).map((row) => ({ ...row, if_exists: 'skip' }));
  const existing = somePositions(rows, 0.03, 3);
  await seedEarlier(
    sandbox,
    customerRows(rows, 2).filter((_, position) => existing.has(position)),
  );
  let refused = 0;
  for (const position of somePositions(rows, 0.02, 4)) {
    if (existing.has(position)) continue;
    Object.assign(input[position]!, refused % 2 === 0 ? { email: 'nobody' } : { country_code: 'Atlantis' });
    refused += 1;
  }
  const { calls, counts } = await run(sandbox, input);
  expectCounts(counts, { created: rows - existing.size - refused, skipped: existing.size, invalid_params: refused });
  return {
    measure: `mixed file, calls per input row (${count(calls)} calls)`,
    ours: ratio(calls / rows, 4),
    target: `<= ${mixedTarget}`,
    met: calls / rows <= mixedTarget,
  };
}

async function run(sandbox: RunningSandbox, items: unknown[]) {
  const before = await sandbox.stats();
  const store = openStore(sandbox.address);
  // A stream, as from a file: nobody tells the run how many rows are to come.
  const counts = await tally(
    throughNode(
      store,
      (async function* () {
        yield* items;
      })(),
    ),
  );
  await store.close();
  const after = await sandbox.stats();
  return { calls: after.total_requests - before.total_requests, counts };
}

/** A figure of a run that did not do its work would be worth nothing. */
function expectCounts(counts: Record<string, number>, wanted: Record<string, number>): void {
  for (const [name, number] of Object.entries(wanted))
    if ((counts[name] ?? 0) !== number)
      throw new Error(`Wanted ${JSON.stringify(wanted)}, but the run ended with ${JSON.stringify(counts)}.`);
}
