import { describe, expect, test } from 'vitest';
import type { Summary } from '../../../imports/index.ts';
import { describeSummary, exitCodeOf } from './end-run.ts';

const summary: Summary = {
  import_id: 'imp_2345abcdef',
  state: 'completed',
  rows: 1_200,
  created: 1_200,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  rejected: 0,
  failed: 0,
  pending: 0,
  warnings: 0,
  requests: 120,
  seconds: 24.2,
  report: '/home/imports/imp_2345abcdef/report',
  next: 'rollcall imports show imp_2345abcdef',
};
const limited = { code: 'limit_reached', message: 'The first 100 rows are through, as asked.' };

describe('the exit code of an import', () => {
  test('is 0 where every row got in, was skipped, or was left for later on purpose', () => {
    expect(exitCodeOf(summary)).toBe(0);
    expect(exitCodeOf({ ...summary, created: 0, skipped: 1_200 })).toBe(0);
    expect(exitCodeOf({ ...summary, state: 'paused', created: 100, pending: 1_100, reason: limited })).toBe(0);
  });

  test('is 2 where a row is rejected, failed, or pending for any other reason', () => {
    expect(exitCodeOf({ ...summary, rejected: 1 })).toBe(2);
    expect(exitCodeOf({ ...summary, failed: 1 })).toBe(2);
    expect(exitCodeOf({ ...summary, rejected: 1, pending: 5, reason: limited })).toBe(2);
    const reason = { code: 'unauthorized', message: 'BigCommerce refuses the token.' };
    expect(exitCodeOf({ ...summary, state: 'paused', pending: 1, reason })).toBe(2);
    expect(exitCodeOf({ ...summary, state: 'cancelled', pending: 1 })).toBe(2);
  });
});

test('the summary for people has the fates that occur, the reason of a pause, the report and the next command', () => {
  const paused = { ...summary, state: 'paused', created: 100, pending: 1_100, warnings: 2, reason: limited };
  expect(describeSummary(paused, true)).toBe(`Import imp_2345abcdef is paused: 1,200 rows, 120 requests, 25 s.
  created      100
  pending    1,100
2 rows got in without something: see warnings.csv.
Reason: The first 100 rows are through, as asked.
Report: /home/imports/imp_2345abcdef/report
Next: rollcall imports show imp_2345abcdef
`);
});

test('the summary of an import that never started says so, and names no report that nobody wrote', () => {
  const cancelled = { ...summary, state: 'cancelled', created: 0, pending: 1_200, requests: 0, seconds: 0 };
  expect(describeSummary(cancelled)).toBe(`Import imp_2345abcdef is cancelled: 1,200 rows, nothing was sent.
  pending    1,200
Next: rollcall imports show imp_2345abcdef
`);
});

test('the summary for people says what was survived, where there was anything', () => {
  const survived = { rate_limited: 0, server_errors: 0, replies_lost: 0, not_reached: 0 };
  const linesOf = (given: Partial<Summary>) =>
    describeSummary({ ...summary, ...given })
      .split('\n')
      .filter((line) => line.startsWith('Survived'));
  expect(linesOf({})).toEqual([]);
  expect(linesOf({ survived })).toEqual([]);
  expect(linesOf({ survived: { ...survived, rate_limited: 7, replies_lost: 2 } })).toEqual([
    'Survived: 7 refusals for too many calls and 2 lost replies.',
  ]);
  expect(linesOf({ survived: { rate_limited: 1, server_errors: 1_200, replies_lost: 1, not_reached: 1 } })).toEqual([
    'Survived: 1 refusal for too many calls, 1,200 server errors, 1 lost reply and 1 call that did not get through.',
  ]);
});
