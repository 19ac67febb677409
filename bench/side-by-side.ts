import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import type { FaultRule } from '../src/sandbox/index.ts';
import { contenders } from './contenders/index.ts';
import type { ContenderRun } from './contenders/run-contender.ts';
import { customerRows, somePositions } from './customer-rows.ts';
import { count, type Measure, percent, ratio, type Section } from './report.ts';
import { seedEarlier } from './seed-earlier.ts';
import { startChild } from './start-child.ts';
import { type RunningSandbox, startSandbox } from './start-sandbox.ts';
import type { StoreAddress } from './store-address.ts';

const latency = [5, 10] as const;
const program = fileURLToPath(new URL('contenders/run-contender.ts', import.meta.url));

type Scenario = { name: string; rows: number; existing: number; faults: FaultRule[] };
type Score = {
  name: string;
  perSecond: number;
  callsEach: number;
  /** Said to have failed, though this very run created them. */
  falselyFailed: number;
  missing: number;
  twice: number;
};

/** Ratio 6: the same rows through other clients, and what they say of them. */
export async function measureSideBySide({ quick }: { quick: boolean }): Promise<Section> {
  const rows = quick ? 500 : 3_000;
  const lostReplies: FaultRule = { match: 'POST /v3/customers$', kind: 'lost-after', rate: 0.02, seed: 5 };
  const scenarios: Scenario[] = [
    { name: 'clean', rows, existing: 0, faults: [] },
    { name: 'mixed, 3 % exist', rows, existing: 0.03, faults: [] },
    { name: 'lost replies, 2 % of the creates', rows, existing: 0, faults: [lostReplies] },
  ];
  const section: Section = {
    title: 'Ratio 6: side by side',
    setting: [
      `A new store for each, replies after ${latency.join('-')} ms, no quota, plain HTTP on loopback for all, up to 10 requests in flight, a process for each client.`,
      'Clients that take arrays get tens, and row by row what was refused or lost; the find-or-create loop does both once more after an error.',
    ],
    measures: [],
    tables: [],
    remarks: [
      'Rollcall waits 2 s before it asks what became of a lost reply, while the rest of the file goes on: most of its time in a run this short.',
      'Said failed, exist: the client threw or the loop failed, yet this run had created the customer. Those who were there before do not count.',
    ],
  };
  const sandbox = await startSandbox({ latency });
  try {
    for (const scenario of scenarios) {
      const scores: Score[] = [];
      for (const name of Object.keys(contenders)) scores.push(await runContender(sandbox, name, scenario));
      section.tables!.push({
        title: `${scenario.name} (${count(scenario.rows)} rows)`,
        rows: tableOf(scenario, scores),
      });
      section.measures.push(...measuresOf(scenario, scores));
    }
  } finally {
    await sandbox.stop();
  }
  return section;
}

async function runContender(sandbox: RunningSandbox, name: string, scenario: Scenario): Promise<Score> {
  const rows = customerRows(scenario.rows, 7);
  const existing = somePositions(scenario.rows, scenario.existing, 8);
  await sandbox.reset();
  await seedEarlier(
    sandbox,
    rows.filter((_, position) => existing.has(position)),
  );
  await sandbox.setFaults(scenario.faults);
  const before = await sandbox.stats();
  const options = { name, address: sandbox.address, rows: scenario.rows, seed: 7 };
  const { seconds, said } = JSON.parse(await startChild(program, options).output()) as ContenderRun;
  const after = await sandbox.stats();
  await sandbox.setFaults([]);
  const stored = await emailsIn(sandbox.address);
  return {
    name,
    perSecond: scenario.rows / seconds,
    callsEach: (after.total_requests - before.total_requests) / scenario.rows,
    falselyFailed: rows.filter(
      ({ email }, position) => said[position] !== 'done' && stored.has(email) && !existing.has(position),
    ).length,
    missing: rows.filter(({ email }) => !stored.has(email)).length,
    twice: rows.filter(({ email }) => (stored.get(email) ?? 0) > 1).length,
  };
}

/** Every email in the store and how many customers hold it, as the store itself tells. */
async function emailsIn({ url, storeHash, accessToken }: StoreAddress): Promise<Map<string, number>> {
  const emails = new Map<string, number>();
  const pool = new Pool(url, { connections: 1 });
  for (let page = 1; ; page += 1) {
    const path = `/stores/${storeHash}/v3/customers?limit=250&page=${page}`;
    const reply = await pool.request({ method: 'GET', path, headers: { 'x-auth-token': accessToken } });
    const { data } = (await reply.body.json()) as { data: { email: string }[] };
    for (const { email } of data) emails.set(email, (emails.get(email) ?? 0) + 1);
    if (data.length < 250) break;
  }
  await pool.close();
  return emails;
}

function tableOf({ rows }: Scenario, scores: Score[]): string[][] {
  const [ours] = scores;
  return [
    ['', 'customers/s, Rollcall = 1', 'calls per row', 'said failed, exist', 'missing', 'twice'],
    ...scores.map((score) => [
      score.name,
      ratio(score.perSecond / ours!.perSecond),
      ratio(score.callsEach, 3),
      percent(score.falselyFailed / rows),
      String(score.missing),
      String(score.twice),
    ]),
  ];
}

function measuresOf({ name, rows }: Scenario, [ours, ...peers]: Score[]): Measure[] {
  const falsely = peers.map(({ falselyFailed }) => falselyFailed / rows);
  const wrong = ours!.missing + ours!.twice;
  return [
    {
      measure: `${name}: said to have failed, exist`,
      ours: percent(ours!.falselyFailed / rows),
      other: `${percent(Math.min(...falsely))} to ${percent(Math.max(...falsely))}`,
      target: '0',
      met: ours!.falselyFailed === 0,
    },
    {
      measure: `${name}: missing or twice`,
      ours: String(wrong),
      other: `up to ${Math.max(...peers.map(({ missing, twice }) => missing + twice))}`,
      target: '0',
      met: wrong === 0,
    },
  ];
}
