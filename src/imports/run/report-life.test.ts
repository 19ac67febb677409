import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import { isAtRest } from '../import.ts';
import { runGuarded } from './guarded.ts';
import { takeStore } from './ownership.ts';
import { lifeSign } from './report-life.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});
afterAll(() => opened.close());

test('a run of any length is told in some 300 samples, evenly over its time, whoever drove it', async () => {
  const { id, no, storeKey } = await opened.check('email,first_name,last_name\na@x.example,A,B\n');
  const beat = (ownership: Awaited<ReturnType<typeof takeStore>>, ms: number, isLast = false) =>
    runGuarded(opened.pool, ownership, { name: 'life', ctes: lifeSign }, [
      no,
      1,
      ms,
      { worker: 'w', at: 0 },
      7,
      150,
      isLast,
    ]);
  let most = 0;
  for (let slice = 0; slice < 4; slice += 1) {
    const ownership = await takeStore(opened.pool, storeKey, `worker ${slice}`);
    for (let n = 0; n < 700; n += 1) await beat(ownership, n % 2 === 0 ? 990 : 1_030);
    await beat(ownership, 500, true);
    const history = await opened.imports.history(id);
    most = Math.max(most, history.length);
    const times = history.map(({ run_ms }) => run_ms);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBe((await opened.imports.get(id)).runMs);
    const gaps = times.slice(1, -1).map((time, at) => time - times[at]!);
    const every = 2_000 * 2 ** Math.max(0, Math.ceil(Math.log2(times.at(-1)! / 2_000 / 300)));
    for (const gap of gaps.slice(0, -4)) expect(Math.abs(gap - every)).toBeLessThan(2_100);
    expect(history[3]).toMatchObject({ available: 7, quota: 150, settled: 0 });
  }
  expect(most).toBeGreaterThan(150);
  expect(most).toBeLessThanOrEqual(305);
});

test('a run that waits for the quota says so until the wait is over, whatever still comes back meanwhile', async () => {
  // The quota is spent long before its window ends, also on a machine on which a call takes seconds.
  const throttled = await serveImports({ quota: 8, windowMs: 60_000, latency: [200, 300] });
  const worker = await throttled.imports.work();
  try {
    const rows = Array.from({ length: 160 }, (_, n) => `p${n}@x.example,A,B\n`);
    const { id } = await throttled.check(`email,first_name,last_name\n${rows.join('')}`);
    await throttled.imports.start(id);
    /** The seconds that each life sign of the first wait tells, from its first one on. */
    const told: number[] = [];
    let signedAt = 0;
    let endsAt = Number.POSITIVE_INFINITY;
    while (told.length < 4 && signedAt < endsAt) {
      const { state, live } = await throttled.imports.get(id);
      expect(isAtRest(state)).toBe(false);
      if (live && live.at !== signedAt) {
        signedAt = live.at;
        const seconds = /^waiting (\d+) s for the store's quota$/.exec(live.waiting ?? '')?.[1];
        if (told.length === 0 && seconds !== undefined) endsAt = signedAt + (Number(seconds) - 1) * 1_000;
        if (told.length > 0 && signedAt < endsAt) expect(live.waiting).toMatch(/^waiting \d+ s for the store's quota$/);
        if (seconds !== undefined) told.push(Number(seconds));
      }
      await setTimeout(50);
    }
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual([...told].sort((a, b) => b - a));
    expect(told[0]).toBeLessThanOrEqual(60);
    await throttled.imports.pause(id);
    const paused = await throttled.rest(id);
    expect(paused).toMatchObject({ state: 'paused', reason: { code: 'paused' } });
    expect(paused.counts.created).toBeGreaterThan(0);
    const left = (await throttled.imports.history(id)).map(({ available }) => available ?? 0);
    expect(Math.max(...left)).toBeGreaterThan(0);
  } finally {
    await worker.stop();
    await throttled.close();
  }
});
