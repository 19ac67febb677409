import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, newHome, processesIn, runScript, serverPid, type TestProcess } from './fixtures/processes.ts';
import { type Database, openDatabase, openQueue, type Queue, type QueueOptions, SetupError } from './index.ts';

/** Waits as long as it takes, and looks often. */
const patient = { timeout: 60_000, interval: 20 };

const home = newHome();
let database: Database;
const opened: Queue[] = [];
const processes: TestProcess[] = [];
const ended = new Set<TestProcess>();

beforeAll(async () => {
  database = await openDatabase({ home });
  await database.pool.query(
    `create table runs (
      id serial, key text, pid integer, started timestamptz default clock_timestamp(), ended timestamptz
    )`,
  );
});

afterEach(async () => {
  // Those of a test that failed would take the next one's jobs.
  for (const worker of processes.splice(0)) {
    if (!ended.has(worker)) worker.signal('SIGKILL');
    await worker.ended;
  }
  await Promise.all(opened.splice(0).map((queue) => queue.stop()));
  await database.pool.query('truncate runs; delete from rollcall_queue.job');
});

afterAll(async () => {
  await database.close();
  expect(await cleanUp()).toEqual([]);
});

async function open(options?: QueueOptions): Promise<Queue> {
  const queue = await openQueue(database, options);
  opened.push(queue);
  return queue;
}

async function openWorker(manner: 'quick' | 'holding', slots = 200) {
  const worker = runScript('./queue-process.ts', [JSON.stringify({ home }), manner, String(slots)]);
  processes.push(worker);
  void worker.ended.then(() => ended.add(worker));
  expect(await worker.line()).toBe('ready');
  return worker;
}

/** The process that runs the key's latest run. */
async function runnerOf(key: string): Promise<number | undefined> {
  const { rows } = await database.pool.query('select pid from runs where key = $1 order by id desc limit 1', [key]);
  return rows[0]?.pid;
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('several processes', () => {
  it('never work on one store at once, and leave none undone', async () => {
    const workers = await Promise.all([openWorker('quick'), openWorker('quick'), openWorker('quick')]);
    const queue = await open({ supervise: false });
    const keys = Array.from({ length: 200 }, (_, n) => `store ${n}`);
    for (let round = 0; round < 4; round++) await Promise.all(keys.map((key) => queue.send(key)));
    const { rows: sent } = await database.pool.query('select clock_timestamp() as now');
    await Promise.all(keys.map((key) => queue.send(key)));

    const waiting = `select count(*)::int as n from rollcall_queue.job where state <= 'active'`;
    await expect.poll(async () => (await database.pool.query(waiting)).rows[0].n, patient).toBe(0);
    const overlaps = `select a.key, a.pid, b.pid as other from runs a join runs b
      on a.key = b.key and a.id < b.id and (a.started, a.ended) overlaps (b.started, b.ended)`;
    expect((await database.pool.query(overlaps)).rows).toEqual([]);
    const worked = 'select count(distinct key)::int as n from runs where ended > $1';
    expect((await database.pool.query(worked, [sent[0].now])).rows).toEqual([{ n: 200 }]);
    const helpers = 'select count(distinct pid)::int as n from runs';
    expect((await database.pool.query(helpers)).rows[0].n).toBeGreaterThan(1);

    for (const worker of workers) expect(await worker.ask('stop')).toBe('stopped');
    await Promise.all(workers.map((worker) => worker.ended));
  });

  it('take over from one that is killed or frozen ; the frozen one learns of it when it wakes', async () => {
    const queue = await open({ supervise: false });
    const killed = await openWorker('holding', 1);
    await queue.send('killed store');
    await expect.poll(() => runnerOf('killed store'), patient).toBe(killed.pid);
    const frozen = await openWorker('holding', 1);
    await queue.send('frozen store');
    await expect.poll(() => runnerOf('frozen store'), patient).toBe(frozen.pid);
    const survivor = await openWorker('holding');

    killed.signal('SIGKILL');
    frozen.signal('SIGSTOP');
    await expect.poll(() => runnerOf('killed store'), patient).toBe(survivor.pid);
    await expect.poll(() => runnerOf('frozen store'), patient).toBe(survivor.pid);

    frozen.signal('SIGCONT');
    expect(await frozen.line()).toMatch('aborted frozen store: the job of frozen store was lost: no heartbeat');
    expect(await frozen.ask('stop')).toBe('stopped');
    expect(await runnerOf('frozen store')).toBe(survivor.pid);
    expect(await queue.isActive('frozen store')).toBe(true);
    await Promise.all([killed.ended, frozen.ended]);
  });
});

it('a database whose user may not make the queue says what to grant', async () => {
  await database.pool.query(`create database plain`);
  await database.pool.query(`create role guest login password 'guest'`);
  const url = new URL(database.url);
  url.pathname = '/plain';
  const owner = await openDatabase({ home, databaseUrl: url.href });
  await owner.pool.query(
    'grant usage on schema rollcall to guest; grant select on all tables in schema rollcall to guest',
  );
  await owner.close();
  Object.assign(url, { username: 'guest', password: 'guest' });
  const guest = await openDatabase({ home, databaseUrl: url.href });
  await expect(openQueue(guest)).rejects.toThrow(SetupError);
  await guest.close();
});

describe('a worker', () => {
  it('that stops hands its stores over: nobody has to miss its heartbeat', async () => {
    // Without supervision nobody takes a job from anybody: it has to be given.
    const [first, second] = [await open({ supervise: false }), await open({ supervise: false })];
    const worker = await first.work({ run: (_key, signal) => untilAborted(signal) });
    await first.send('handed over');
    await expect.poll(() => worker.running, patient).toBe(1);
    expect(await second.isActive('handed over')).toBe(true);

    let taken = 0;
    await second.work({
      run: async () => {
        taken += 1;
        return 'done';
      },
    });
    await worker.stop();
    expect(worker.running).toBe(0);
    await expect.poll(() => taken, patient).toBe(1);
    await expect.poll(() => first.isActive('handed over'), patient).toBe(false);
  });

  it('goes on with a store slice by slice, and lets the other stores have their turn', async () => {
    const queue = await open();
    const order: string[] = [];
    await queue.send('long');
    await queue.send('other');
    await queue.work({
      slots: 1,
      run: async (key) => {
        order.push(key);
        return key === 'long' && order.length < 8 ? 'again' : 'done';
      },
    });
    await expect.poll(() => order.length, patient).toBe(8);
    expect(order.slice(0, 3)).toEqual(['long', 'other', 'long']);
  });

  it('takes a store up once more when it was sent while in hand', async () => {
    const queue = await open();
    let runs = 0;
    await queue.work({
      run: async (key) => {
        if (++runs === 1) for (let n = 0; n < 5; n++) await queue.send(key);
        return 'done';
      },
    });
    await queue.send('sent again');
    await expect.poll(() => runs, patient).toBe(2);
  });

  it('tries again after a pause what failed, and says so', async () => {
    const messages: string[] = [];
    const queue = await open({ log: (message) => messages.push(message) });
    const at: number[] = [];
    await queue.work({
      run: async () => {
        at.push(performance.now());
        if (at.length === 1) throw new Error('no such file');
        return 'done';
      },
    });
    await queue.send('failing');
    await expect.poll(() => at.length, patient).toBe(2);
    expect(at[1]! - at[0]!).toBeGreaterThan(4_500);
    expect(messages).toEqual(['the work on failing failed and is queued anew:']);
  });

  it('that is there for one store only leaves the others to others', async () => {
    const queue = await open();
    for (const key of ['a', 'b', 'mine', 'c']) await queue.send(key);
    const mine: string[] = [];
    const others: string[] = [];
    const note = (list: string[]) => async (key: string) => {
      list.push(key);
      return 'done' as const;
    };
    const only = await queue.work({ only: 'mine', run: note(mine) });
    await expect.poll(() => mine, patient).toEqual(['mine']);
    await queue.send('mine');
    await expect.poll(() => mine, patient).toEqual(['mine', 'mine']);
    const { rows } = await database.pool.query(
      `select singleton_key as key, retry_count from rollcall_queue.job where state < 'active' order by created_on`,
    );
    expect(rows).toEqual(['a', 'b', 'c'].map((key) => ({ key, retry_count: 0 })));
    await only.stop();
    await queue.work({ run: note(others) });
    await expect.poll(() => others, patient).toEqual(['a', 'b', 'c']);
  });

  it('works on 200 stores at once', async () => {
    const queue = await open();
    let begun = 0;
    const release = Promise.withResolvers<void>();
    const worker = await queue.work({
      run: async () => {
        begun += 1;
        await release.promise;
        return 'done';
      },
    });
    await Promise.all(Array.from({ length: 220 }, (_, n) => queue.send(`throttled ${n}`)));
    await expect.poll(() => begun, patient).toBe(200);
    expect(worker.running).toBe(200);
    release.resolve();
    await expect.poll(() => begun, patient).toBe(220);
    await expect.poll(() => worker.running, patient).toBe(0);
  });
});

describe('a database', () => {
  it('that does not answer for eight seconds costs a worker its stores, and gives them back when it answers', async () => {
    const messages: string[] = [];
    const queue = await open({ log: (message) => messages.push(message) });
    const reasons: string[] = [];
    let runs = 0;
    await queue.work({
      run: async (_key, signal) => {
        if (++runs > 1) return 'done';
        return untilAborted(signal).finally(() => reasons.push(signal.reason.message));
      },
    });
    await queue.send('cut off');
    await expect.poll(() => runs, patient).toBe(1);
    const server = processesIn(home);
    for (const pid of server) process.kill(pid, 'SIGSTOP');
    try {
      await expect.poll(() => reasons, patient).toHaveLength(1);
    } finally {
      for (const pid of server) process.kill(pid, 'SIGCONT');
    }
    expect(reasons[0]).toBe('the job of cut off was lost: no heartbeat reached the database for eight seconds');
    await expect.poll(() => runs, patient).toBe(2);
    expect(messages).toContain(reasons[0]);
    // What had no answer was said once, and so was its end.
    expect(messages.length).toBeLessThanOrEqual(3);
  });

  it('that is killed under way stops no worker: it goes on as soon as the database is back', async () => {
    const queue = await open();
    const slices = new Map<string, number>();
    const keys = ['one', 'two', 'three'];
    for (const key of keys) await queue.send(key);
    await queue.work({
      run: async (key) => {
        slices.set(key, (slices.get(key) ?? 0) + 1);
        await sleep(20);
        return 'again';
      },
    });
    const least = () => Math.min(...keys.map((key) => slices.get(key) ?? 0));
    await expect.poll(least, patient).toBeGreaterThan(2);
    const server = serverPid(home)!;
    process.kill(server, 'SIGKILL');
    await expect.poll(() => [server, undefined].includes(serverPid(home)), patient).toBe(false);
    const before = least();
    await queue.send('one');
    await expect.poll(least, patient).toBeGreaterThan(before + 2);
  });
});
