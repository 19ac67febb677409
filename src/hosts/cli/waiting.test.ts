import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { CliHost } from './cli-host.ts';
import { describeProgress, showProgress } from './progress.ts';
import { showWaiting } from './spinner.ts';

function screen(isTTY: boolean, columns: number) {
  let text = '';
  const stderr = {
    isTTY,
    columns,
    write: (piece: string) => {
      text += piece;
      return true;
    },
    on: () => undefined,
    off: () => undefined,
    once: () => undefined,
  };
  return { stderr: stderr as unknown as CliHost['stderr'], text: () => text };
}

describe('a call that takes long', () => {
  test('says on a terminal what it waits for, takes that off again, and gives the cursor back', async () => {
    for (const columns of [80, 0]) {
      const { stderr, text } = screen(true, columns);
      const waiting = showWaiting(stderr, 'Create customer ...');
      waiting.say('Create customer: waiting 12 s');
      await expect.poll(text).toContain('Create customer: waiting 12 s');
      waiting.stop();
      expect(text().endsWith('\u001b[?25h')).toBe(true);
    }
  });

  test('leaves Ctrl-C to the program, which lets a write in flight end', async () => {
    const before = process.listenerCount('SIGINT');
    const waiting = showWaiting(screen(true, 80).stderr, 'x');
    await sleep(1_200);
    expect(process.listenerCount('SIGINT')).toBe(before);
    waiting.stop();
  });

  test('is silent where stderr is no terminal, and when it is quick', async () => {
    const file = screen(false, 80);
    const slow = showWaiting(file.stderr, 'x');
    const quick = screen(true, 80);
    const fast = showWaiting(quick.stderr, 'x');
    fast.stop();
    await sleep(1_200);
    slow.stop();
    showProgress(file.stderr).update({ succeeded: 1, failed: 0 });
    expect([file.text(), quick.text()]).toEqual(['', '']);
  });
});

test('the progress of many items has pace, results, quota and waits', () => {
  const state = { succeeded: 1_200, failed: 4, read: 0.505, quotaLeft: 87, waiting: 'waiting 12 s' };
  expect(describeProgress(state, 30)).toBe(
    '50 % of the file | 1,204 items | 40/s | 1,200 succeeded, 4 failed | quota 87 | waiting 12 s',
  );
  expect(describeProgress({ succeeded: 1, failed: 0 }, 0)).toBe('1 items | 0/s | 1 succeeded, 0 failed');
  const { stderr, text } = screen(true, 120);
  const progress = showProgress(stderr);
  progress.update(state);
  progress.stop();
  expect(text()).toContain('1,200 succeeded, 4 failed');
});
