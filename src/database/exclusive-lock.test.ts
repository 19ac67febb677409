import { symlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { withExclusiveLock } from './exclusive-lock.ts';
import { cleanUp, newHome, runScript } from './fixtures/processes.ts';

afterEach(cleanUp);

it('lets one in at a time, also by another path to the same home', async () => {
  const home = newHome();
  symlinkSync(home, `${home}/alias`);
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await sleep(5);
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, (_, turn) => withExclusiveLock(turn % 2 ? home : `${home}/alias`, work)));
});

it('is free again after an error', async () => {
  const home = newHome();
  const failing = withExclusiveLock(home, () => Promise.reject(new Error('no luck')));
  await expect(failing).rejects.toThrow('no luck');
  expect(await withExclusiveLock(home, async () => 'in')).toBe('in');
});

it('keeps others out while its holder lives, and is free once that is killed', async () => {
  const home = newHome();
  const holder = runScript('./lock-holder.ts', [home]);
  expect(await holder.line()).toBe('locked');
  await expect(withExclusiveLock(home, async () => 'in', { timeoutMs: 200 })).rejects.toThrow(
    'Another rollcall process',
  );
  holder.signal('SIGKILL');
  expect(await withExclusiveLock(home, async () => 'in')).toBe('in');
});
