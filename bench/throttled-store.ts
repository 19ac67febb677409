import { setTimeout as sleep } from 'node:timers/promises';
import type { QuotaWindow, SandboxServerOptions } from '../src/sandbox/index.ts';
import { createTransport } from '../src/transport/index.ts';
import { customerRows } from './customer-rows.ts';
import { witnessQuota } from './quota-witness.ts';
import { count, type Measure, percent, ratio, type Section } from './report.ts';
import { startSandbox } from './start-sandbox.ts';
import { openStore, tally, throughNode } from './through-node.ts';

/** A tenth of a window of 30 s and of replies after 0.4 to 0.8 s: what a request at a time costs keeps its proportion. */
const windowMs = 3_000;
const latency = [40, 80] as const;
/** So much that five requests at a time need most of a window for it, and the thief finds its share. */
const quota = 200;
const thief = 0.3;
const usedTarget = 0.98;
const wallTarget = 1.03;

/** Ratio 2: how much of a store's quota a run uses, and how long it takes for it. */
export async function measureThrottled({ quick }: { quick: boolean }): Promise<Section> {
  const windows = quick ? 4 : 8;
  // Beside each other: both only wait for the most part, and neither shares anything with the other.
  const [alone, shared] = await Promise.all([
    run(windows, {}),
    run(windows, { faults: [{ match: '*', kind: 'quota-thief', rate: thief, seed: 11 }] }),
  ]);
  return {
    title: 'Ratio 2: a throttled store',
    setting: [
      `Short windows, so that it ends soon: ${quota} requests per ${windowMs / 1000} s (a store has 150 or more per 30 s), replies after ${latency.join('-')} ms, concurrency caps on,`,
      `quota_share 1, ${count(alone.rows)} rows. With thief: another app takes up to ${percent(thief, 0)} of each window, a unit at a time.`,
    ],
    measures: [...measuresOf('alone', alone), ...measuresOf('with thief', shared)],
    remarks: [
      `Windows, used + thief of ${quota}: alone ${alone.windows.map(told).join(' ')}; with thief ${shared.windows.map(told).join(' ')} (full ones: ${alone.full.length} and ${shared.full.length}).`,
      `429s because the thief took a unit between a reply and our next request: ${shared.taken}; wall time is from the first request to the last outcome.`,
    ],
  };
}

type Run = {
  rows: number;
  windows: QuotaWindow[];
  /** Those that lie within the run from end to end. */
  full: QuotaWindow[];
  own: number;
  taken: number;
  capped: number;
  /** Endpoints that answered 429: each may cost one to find its cap. */
  refusing: number;
  wallMs: number;
};

async function run(windows: number, options: SandboxServerOptions): Promise<Run> {
  const rows = Math.round((windows - 0.5) * quota * 10);
  const sandbox = await startSandbox({ quota, windowMs, latency, ...options });
  try {
    await nextWindow((await sandbox.stats()).windows);
    const { transport, close } = createTransport();
    const witness = witnessQuota(transport);
    const store = openStore(sandbox.address, { transport: witness.transport });
    const startedAt = Date.now();
    const started = performance.now();
    const counts = await tally(throughNode(store, customerRows(rows)));
    const wallMs = performance.now() - started;
    const endedAt = Date.now();
    await close();
    if (counts.created !== rows) throw new Error(`Of ${rows} rows came ${JSON.stringify(counts)}.`);
    const stats = await sandbox.stats();
    const seen = stats.windows.filter(({ used }) => used > 0);
    return {
      rows,
      windows: seen,
      full: seen.filter((one) => one.started_at >= startedAt - 50 && one.started_at + windowMs <= endedAt),
      own: witness.own,
      taken: witness.taken,
      capped: witness.capped,
      refusing: Object.values(stats.requests).filter((replies) => replies['429']).length,
      wallMs,
    };
  } finally {
    await sandbox.stop();
  }
}

/** A run begins with a window, so that the formula has no luck in it. */
async function nextWindow(windows: QuotaWindow[]): Promise<void> {
  const { started_at } = windows.at(-1)!;
  await sleep(started_at + windowMs * Math.ceil((Date.now() - started_at) / windowMs) - Date.now() + 1);
}

function measuresOf(name: string, run: Run): Measure[] {
  const { full, rows, wallMs } = run;
  const used = sum(full, 'used');
  const there = full.length * quota - sum(full, 'thief');
  const perWindow = there / full.length;
  const ideal = (Math.ceil(rows / 10) / perWindow) * windowMs;
  return [
    {
      measure: `${name}: units used of those that were there, ${full.length} full windows`,
      ours: `${percent(used / there, 2)} (${used}/${there})`,
      target: `>= ${percent(usedTarget, 0)}`,
      met: full.length > 0 && used / there >= usedTarget,
    },
    {
      measure: `${name}: 429s of our own making (spent on finding a cap: ${run.capped})`,
      ours: String(run.own),
      target: '0',
      met: run.own === 0 && run.capped <= run.refusing,
    },
    {
      measure: `${name}: wall time / (calls needed / units a window x window)`,
      ours: ratio(wallMs / ideal, 3),
      target: `<= ${wallTarget}`,
      met: wallMs / ideal <= wallTarget,
    },
  ];
}

function sum(windows: QuotaWindow[], key: 'used' | 'thief'): number {
  return windows.reduce((total, one) => total + one[key], 0);
}

function told({ used, thief }: QuotaWindow): string {
  return thief > 0 ? `${used}+${thief}` : String(used);
}
