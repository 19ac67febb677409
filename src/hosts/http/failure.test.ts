import { expect, test } from 'vitest';
import { failureAnswer } from './failure.ts';

test('a full disk of the database is told as that, and not as a defect of Rollcall', () => {
  const full = Object.assign(new Error('could not extend file "base/5/16427": No space left on device'), {
    code: '53100',
  });
  expect(failureAnswer(full)).toMatchObject({
    status: 500,
    body: {
      success: false,
      error: { code: 'internal' },
      message: expect.stringMatching(/^The disk of the database is full.+ then send it again\.$/),
    },
  });
  expect(failureAnswer(new Error('could not extend file'))).toBeUndefined();
});
