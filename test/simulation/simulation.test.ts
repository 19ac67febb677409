import { describe, expect, test } from 'vitest';
import * as core from '../../src/bigcommerce/index.ts';
import { type FaultKind, faultKinds } from './scenario.ts';
import { simulate } from './simulate.ts';
import { canMeet } from './simulated-store.ts';
import { createTally } from './tally.ts';

/** `SEED=123` replays one schedule; `SCHEDULES=100000` runs more of them. */
const onlySeed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const schedules = Number(process.env.SCHEDULES ?? 10_000);
const firstSeed = 1;

/** Endpoints at which every fault must have been met. */
const endpoints = [
  'POST /v3/customers',
  'GET /v3/customers',
  'PUT /v3/customers',
  'POST /v3/customers/addresses',
  'PUT /v3/customers/attribute-values',
  'GET /v3/customers/subscribers',
  'POST /v3/customers/subscribers',
];
const crashPoints = [
  'before intent',
  'after intent',
  'before send',
  'in flight',
  'after reply',
  'after loss',
  'before settle',
  'after settle',
];

describe('thousands of schedules of faults and crashes', () => {
  test(`each input ends in exactly one fate, and the store agrees (${onlySeed === undefined ? `${schedules} schedules` : `seed ${onlySeed}`})`, {
    timeout: 600_000,
  }, async () => {
    const tally = createTally();
    if (onlySeed !== undefined) {
      await simulate(core, onlySeed, tally);
      return;
    }
    const failures: string[] = [];
    let requests = 0;
    for (let seed = firstSeed; seed < firstSeed + schedules && failures.length < 5; seed += 1)
      await simulate(core, seed, tally).then(
        (run) => {
          requests += run.requests;
        },
        (error: Error) => failures.push(`${error.message}\nReplay: SEED=${seed} npx vitest run test/simulation`),
      );
    const faultsMeet = (row: string, column: string) =>
      row !== 'crash' && canMeet(row as FaultKind, column.split(' ')[0]!);
    const faults = createTally();
    const crashes = createTally();
    for (const [row, columns] of Object.entries(tally.cells))
      (row === 'crash' ? crashes : faults).merge({ [row]: columns });
    console.log(`${schedules} schedules, ${requests} requests\n`);
    console.log(`${faults.print('fault met at', faultsMeet)}\n\n${crashes.print('crash met at')}`);
    expect(failures).toEqual([]);
    const single = (endpoint: string) => endpoint.endsWith('subscribers');
    for (const kind of [...faultKinds, 'quota-thief' as const])
      for (const endpoint of endpoints)
        if (
          kind === 'quota-thief' ||
          (canMeet(kind, endpoint.split(' ')[0]!) && !(kind === 'partial' && single(endpoint)))
        )
          expect(tally.count(kind, endpoint), `${kind} at ${endpoint}`).toBeGreaterThan(0);
    for (const point of crashPoints) expect(tally.count('crash', point), `crash ${point}`).toBeGreaterThan(0);
  });
});
