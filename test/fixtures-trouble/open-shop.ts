import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { lastLine, people } from '../../src/hosts/cli/imports/fixtures/open-terminal.ts';
import {
  type Finished,
  type RollcallProcess,
  rollcall,
  startRollcall,
} from '../../src/hosts/fixtures/rollcall-process.ts';
import type { Summary } from '../../src/imports/index.ts';
import { openChaosStore } from '../chaos/chaos-store.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** A store of its own, stored as a credential in a home that no process of the test keeps open. */
export async function openShop(home: string, latency: [number, number] = [100, 200]) {
  const store = await openChaosStore(latency);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
  const started: RollcallProcess[] = [];
  const run = (args: string[], stdin = ''): Promise<Finished> => rollcall(args, { home, stdin });
  const { code, stderr } = await run(
    [
      'credentials',
      'add',
      '--id',
      'main',
      '--store-hash',
      store.storeHash,
      '--access-token',
      '-',
      '--api-url',
      store.url,
    ],
    store.accessToken,
  );
  if (code !== 0) throw new Error(stderr);
  const stats = async () => {
    const reply = await fetch(`${store.url}/_sandbox/stats`);
    return (await reply.json()) as { rows: Record<string, number>; requests: Record<string, Record<string, number>> };
  };

  return {
    store,
    home,
    run,
    start(args: string[]): RollcallProcess {
      const process = startRollcall(args, { home, stdin: '' });
      started.push(process);
      return process;
    },
    /** A file of so many customers, beside the home. */
    file(rows: number, name = 'customers'): { path: string; rows: number; csv: string; emails: string[] } {
      const path = join(folder, `${name}.csv`);
      const { csv, emails } = people(rows, name);
      writeFileSync(path, csv);
      return { path, rows, csv, emails };
    },
    /** Waits until so many customers are in the store. */
    async holds(customers: number): Promise<void> {
      while (((await stats()).rows.customers ?? 0) < customers) await sleep(20);
    },
    /** Lookups of customers so far. */
    async lookups(): Promise<number> {
      return Object.values((await stats()).requests['GET /v3/customers'] ?? {}).reduce((sum, count) => sum + count, 0);
    },
    /** What of a completed import of new customers is not as it must be: its counts, its report and the store, row by row. */
    async disagreements(summary: Summary, emails: string[]): Promise<string[]> {
      const wrong: string[] = [];
      const { state, rows, created, pending, report } = summary;
      if (state !== 'completed') wrong.push(`the import is ${state}`);
      if (rows !== emails.length || created !== rows || pending !== 0)
        wrong.push(`${created} created and ${pending} pending of ${rows} rows, ${emails.length} in the file`);
      const ids = new Map<string, number[]>();
      for (const { id, email } of await store.customers()) ids.set(email, [...(ids.get(email) ?? []), id]);
      if (ids.size !== emails.length) wrong.push(`${ids.size} emails in the store`);
      const lines = parse(readFileSync(join(report, 'results.csv')), { columns: true }) as Record<string, string>[];
      if (lines.length !== emails.length) wrong.push(`${lines.length} lines in the report`);
      for (const [at, email] of emails.entries()) {
        const reported = `${lines[at]?.email} ${lines[at]?.fate} ${lines[at]?.customer_id}`;
        const held = `${email} created ${ids.get(email)?.join(' and ')}`;
        if (reported !== held) wrong.push(`line ${at + 2}: the report says "${reported}", the store "${held}"`);
      }
      return wrong;
    },
    async close(): Promise<void> {
      for (const { child, finished } of started) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGTERM');
        await finished;
      }
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The summary that a command ended with. */
export function summaryOf({ stdout }: Finished): Summary {
  return lastLine(stdout) as Summary;
}
