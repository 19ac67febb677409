import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { temporaryHome } from '../../src/hosts/fixtures/temporary-home.ts';
import { openImports } from '../../src/imports/fixtures/open-imports.ts';
import { isAtRest, type Summary } from '../../src/imports/index.ts';
import { openChaosStore } from './chaos-store.ts';
import { customerFile, type Expected } from './customer-file.ts';

export type ChaosOptions = {
  rows: number;
  /** @default 3 */
  workers?: number;
  /** The worker that holds the import is killed with -9 so often. */
  killEveryMs: number;
  /** One worker is frozen for so long, once. */
  freezeMs: number;
  /** How long a reply of the store takes: it decides how long the import lasts. */
  latency: [number, number];
  log?: (message: string) => void;
};

export type ChaosResult = {
  summary: Summary;
  kills: number;
  freezes: number;
  /** Milliseconds from a kill until another worker held the import. */
  takeovers: number[];
  /** What a worker wrote after it woke from a freeze, with the epoch that it had lost. */
  writtenAfterFreeze: number;
  /** Everything in which fates, counts and store disagree, as sentences. */
  disagreements: string[];
  seconds: number;
  faults: Record<string, number>;
};

const program = resolve(import.meta.dirname, '../../bin/rollcall.js');

/** An import among faults of every kind, whose workers are killed and frozen; then the books are compared with the store. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { rows, workers: count = 3, killEveryMs, freezeMs, latency, log = () => undefined } = options;
  const { home, remove } = temporaryHome();
  const began = performance.now();
  const store = await openChaosStore(latency);
  const workers = new Set<ChildProcess>();
  const rollcall = await openImports(home, store);
  try {
    const file = customerFile(rows);
    const present = await store.seed(file.present);
    await store.breakThings();
    const { imports, pool } = rollcall;
    const { id } = await imports.create({ file: 'customers.csv', credentialsId: 'main' });
    await imports.check(id, { input: file.stream() });
    await imports.start(id);
    for (let n = 0; n < count; n += 1) startWorker();

    let kills = 0;
    let freezes = 0;
    const takeovers: number[] = [];
    let writtenAfterFreeze = 0;
    const holder = async () => {
      const { rows } = await pool.query(
        `select s.epoch, s.worker, i.state, clock_timestamp() as now from rollcall.imports i
          join rollcall.import_stores s using (store_key) where i.id = $1`,
        [id],
      );
      const [row] = rows;
      return row && { epoch: String(row.epoch), pid: Number(String(row.worker).split(':').at(-1)), state: row.state };
    };
    const atRest = async () => isAtRest((await imports.get(id)).state);
    /** Waits until another worker has the store; undefined when the import came to rest. */
    const takeover = async (epoch: string): Promise<number | undefined> => {
      const since = performance.now();
      while (!(await atRest())) {
        const now = await holder();
        if (now && now.epoch !== epoch) return performance.now() - since;
        if (performance.now() - since > 120_000) throw new Error('Nobody took the import over within two minutes.');
        await sleep(100);
      }
      return undefined;
    };

    while (!(await atRest())) {
      const worked = performance.now();
      while (performance.now() - worked < killEveryMs && !(await atRest())) await sleep(100);
      const held = await holder();
      const victim = [...workers].find(({ pid }) => pid === held?.pid);
      if (!held || !victim || (await atRest())) continue;
      if (freezes === 0 && kills > 0) {
        log(`freezing ${held.pid}, which has epoch ${held.epoch}`);
        victim.kill('SIGSTOP');
        freezes += 1;
        const frozen = performance.now();
        const ms = await takeover(held.epoch);
        if (ms !== undefined) takeovers.push(ms);
        while (performance.now() - frozen < freezeMs) await sleep(100);
        const { rows: clock } = await pool.query('select clock_timestamp() as now');
        victim.kill('SIGCONT');
        await sleep(3_000);
        writtenAfterFreeze += await rollcall.writtenSince(id, held.epoch, clock[0].now);
      } else {
        const { created, pending } = imports.summary(await imports.get(id));
        log(`killing ${held.pid}, which has epoch ${held.epoch}; ${created} created, ${pending} pending`);
        victim.kill('SIGKILL');
        workers.delete(victim);
        kills += 1;
        startWorker();
        const ms = await takeover(held.epoch);
        if (ms !== undefined) takeovers.push(ms);
      }
    }

    const summary = imports.summary(await imports.get(id));
    await store.mend();
    // Late commits that are still on their way land before the books are compared.
    await sleep(4_000);
    const results: Buffer[] = [];
    for await (const chunk of (await imports.readReport(id, 'results')).content) results.push(chunk);
    const fates = parse(Buffer.concat(results), { columns: true }) as Fate[];
    return {
      summary,
      kills,
      freezes,
      takeovers,
      writtenAfterFreeze,
      disagreements: compare({ summary, fates, expected: file.expected, present, customers: await store.customers() }),
      seconds: (performance.now() - began) / 1000,
      faults: await store.faults(),
    };
  } finally {
    await Promise.all([...workers].map(end));
    await rollcall.close();
    await store.close();
    remove();
  }

  function startWorker(): void {
    const child = spawn(process.execPath, [program, 'worker'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ROLLCALL_HOME: home },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    workers.add(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(late);
}

type Fate = { line: string; email: string; fate: string; customer_id: string };

type Books = {
  summary: Summary;
  fates: Fate[];
  expected: Expected[];
  /** Email -> id of those that were there before. */
  present: Map<string, number>;
  customers: { id: number; email: string }[];
};

/** Row by row: what the report says, what the file asks and what the store holds. */
function compare({ summary, fates, expected, present, customers }: Books): string[] {
  const wrong: string[] = [];
  const byEmail = new Map<string, number>();
  for (const { id, email } of customers) {
    const folded = email.toLowerCase();
    if (byEmail.has(folded)) wrong.push(`${email} is in the store twice: ${byEmail.get(folded)} and ${id}`);
    byEmail.set(folded, id);
  }
  if (summary.state !== 'completed') wrong.push(`the import is ${summary.state}: ${JSON.stringify(summary.reason)}`);
  if (fates.length !== expected.length)
    wrong.push(`${fates.length} rows in the report, ${expected.length} in the file`);
  const counts: Record<string, number> = {};
  for (const [n, { email, fate }] of expected.entries()) {
    const row = fates[n];
    if (!row) continue;
    counts[row.fate] = (counts[row.fate] ?? 0) + 1;
    const id = byEmail.get(email.toLowerCase());
    if (row.fate !== fate) wrong.push(`line ${row.line}: ${email} is ${row.fate} and should be ${fate}`);
    if (fate === 'rejected' ? id !== undefined : Number(row.customer_id) !== id)
      wrong.push(
        `line ${row.line}: ${email} is customer ${row.customer_id || 'none'} in the report and ${id ?? 'none'} in the store`,
      );
  }
  for (const name of ['created', 'skipped', 'rejected', 'failed', 'updated', 'unchanged'] as const)
    if (summary[name] !== (counts[name] ?? 0))
      wrong.push(`${summary[name]} ${name} in the summary, ${counts[name] ?? 0} rows`);
  if (customers.length !== present.size + summary.created)
    wrong.push(`${customers.length} customers in the store, ${present.size} before and ${summary.created} created`);
  return wrong;
}
