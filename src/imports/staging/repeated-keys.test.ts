import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRepeatedKeys } from './repeated-keys.ts';

test('every key that comes twice is found', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 200 }), (keys) => {
      const repeated = createRepeatedKeys();
      for (const key of keys) repeated.see(key);
      const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
      expect(repeated.candidates()).toEqual(expect.arrayContaining(twice));
    }),
    { numRuns: 50 },
  );
});

test('few keys of a large file are taken for repeated ones, and a file of nothing else is left to the database', () => {
  const repeated = createRepeatedKeys();
  for (let n = 0; n < 300_000; n += 1) repeated.see(`person${n}@example.com`);
  expect(repeated.candidates()!.length).toBeLessThan(20);
  for (let n = 0; n < 300_000; n += 1) repeated.see(`person${n}@example.com`);
  expect(repeated.candidates()).toBeUndefined();
});
