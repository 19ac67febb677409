import { expect, test } from 'vitest';
import { runChaos } from './run-chaos.ts';

test('an import survives faults of every kind, killed workers and a frozen one: no customer is lost and none is there twice', async () => {
  const result = await runChaos({ rows: 2_000, killEveryMs: 2_500, freezeMs: 16_000, latency: [150, 300] });
  expect(result.disagreements).toEqual([]);
  expect(result.writtenAfterFreeze).toBe(0);
  expect(result.kills).toBeGreaterThan(1);
  expect(result.freezes).toBe(1);
  expect(Math.max(...result.takeovers)).toBeLessThan(20_000);
  expect(Object.keys(result.faults)).toEqual(
    expect.arrayContaining(['5xx', 'lost-after', 'late-commit', 'partial', '429']),
  );
}, 180_000);
