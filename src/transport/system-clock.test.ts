import { expect, test } from 'vitest';
import { systemClock } from './system-clock.ts';

test('a wait ends after its time', async () => {
  const start = systemClock.now();
  await systemClock.wait(30).done;
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(29);
});

test('a cancelled wait ends at once, and a wait of a year does not end by itself', async () => {
  let over = false;
  const { done, cancel } = systemClock.wait(365 * 24 * 3600 * 1000);
  void done.then(() => {
    over = true;
  });
  await systemClock.wait(20).done;
  expect(over).toBe(false);
  cancel();
  await done;
  expect(over).toBe(true);
});
