import { describe, expect, test } from 'vitest';
import type { CliHost } from '../cli-host.ts';
import { importRecord } from './fixtures/import-record.ts';
import { createObserver } from './observe-run.ts';
import { describeRun, showRunProgress } from './run-progress.ts';

const counts = { created: 11_900, updated: 0, unchanged: 0, skipped: 80, rejected: 20, failed: 0 };
const live = { worker: 'shop1:42', at: 1, quota: 150, available: 87, waiting: "waiting 12 s for the store's quota" };

describe('the progress of an import', () => {
  test('has rows, pace, fates, quota, waits and the time that is left', () => {
    const record = importRecord({ state: 'running', counts, live });
    expect(describeRun(record, { doneBefore: 0, seconds: 316 })).toBe(
      "12,000 of 79,412 rows | 38/s | 11,900 created, 80 skipped, 20 rejected | quota 87 of 150 | waiting 12 s for the store's quota | 30 min left",
    );
    expect(describeRun(record, { doneBefore: 11_990, seconds: 10, note: 'pausing' })).toContain(
      'pausing | 18 h 44 min left',
    );
  });

  test('of a pilot goes to its limit, and knows no time left before anything is done', () => {
    const record = importRecord({ state: 'running', rowLimit: 100 });
    expect(describeRun(record, { doneBefore: 0, seconds: 3 })).toBe('0 of 100 rows | 0/s');
  });

  test('is a bar on a terminal, and elsewhere only what must be said', () => {
    for (const [isTTY, shown] of [
      [true, /12,000 of 79,412 rows/],
      [false, /^Pausing\n$/],
    ] as const) {
      let text = '';
      const write = (piece: string) => {
        text += piece;
        return true;
      };
      const stream = { isTTY, columns: 200, write, on: () => undefined, off: () => undefined, once: () => undefined };
      const progress = showRunProgress(stream as unknown as CliHost['stderr']);
      progress.update(importRecord({ state: 'running', counts }));
      progress.say('Pausing');
      progress.update(importRecord({ state: 'running', counts }), 'pausing');
      progress.stop();
      expect(text).toMatch(shown);
    }
  });
});

describe('an import that does not move', () => {
  /** Watches with a clock of its own; `ahead` runs on the store meanwhile. */
  function watch(ahead?: ReturnType<typeof importRecord>) {
    let now = 0;
    const said: string[] = [];
    const observer = createObserver({
      imports: { ahead: async () => ahead },
      progress: { say: (line) => void said.push(line) },
      ownWorker: 'me:1',
      now: () => now,
    });
    return {
      said,
      note: observer.note,
      wait(ms: number) {
        now += ms;
      },
    };
  }

  test('is said to wait for another import of its store, once', async () => {
    const first = importRecord({ id: 'imp_first', file: 'a.csv', state: 'running' });
    const { said, note, wait } = watch(first);
    const queued = importRecord({ state: 'queued' });
    expect(await note(queued)).toBeUndefined();
    wait(2_000);
    expect(await note(queued)).toBe('queued behind another import of this store');
    wait(5_000);
    await note(queued);
    expect(said).toEqual(['This import is queued behind another import of this store: imp_first (a.csv).']);
  });

  test('is said to wait for a store that nobody lets go of', async () => {
    const { said, note, wait } = watch();
    await note(importRecord({ state: 'queued' }));
    wait(2_000);
    expect(await note(importRecord({ state: 'queued' }))).toBe('waiting for the store');
    expect(said).toEqual([expect.stringContaining('15 s')]);
  });

  test('is said to be held by a process that is not heard of, and then to run here', async () => {
    const { said, note, wait } = watch();
    const dead = importRecord({ state: 'running', live });
    await note(dead);
    wait(5_000);
    expect(await note(dead)).toBe('waiting for shop1:42');
    expect(said.at(-1)).toContain('Nothing is heard of shop1:42');
    expect(await note(importRecord({ state: 'running', live: { worker: 'me:1', at: 2 } }))).toBeUndefined();
  });

  test('names the worker elsewhere that runs it', async () => {
    const { said, note } = watch();
    expect(await note(importRecord({ state: 'running', live }))).toBe('run by shop1:42');
    expect(said).toEqual(['Worker shop1:42 runs the import; this is its progress.']);
  });
});
