import { expect, test } from 'vitest';
import { failureAnswer } from './failure.ts';

test.each([
  [
    '53100',
    'could not extend file "base/5/16427": No space left on device',
    /^The disk is full.+ then send it again\.$/,
  ],
  ['57P01', 'terminating connection due to unexpected postmaster exit', /^The database went away.+ send it again\.$/],
])('a database without room or gone is told as that, and not as a defect of Rollcall: %s', (code, said, words) => {
  expect(failureAnswer(Object.assign(new Error(said), { code }))).toMatchObject({
    status: 500,
    body: { success: false, error: { code: 'internal', retryable: true }, message: expect.stringMatching(words) },
  });
  expect(failureAnswer(new Error(said))).toBeUndefined();
});

test('a connection to the database that broke before it was used is no defect either', () => {
  const broken = new Error('Client has encountered a connection error and is not queryable');
  expect(failureAnswer(broken)).toMatchObject({ body: { message: expect.stringMatching(/^The database went away/) } });
});
