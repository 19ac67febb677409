import { expect, test } from 'vitest';
import { survivedWords } from '../../console/src/pages/imports/run/survived-words.ts';

test('what an import survived is one sentence, and none where nothing went wrong', () => {
  const nothing = { replies_lost: 0, server_errors: 0, not_reached: 0, rate_limited: 0 };
  expect([survivedWords({}), survivedWords({ survived: nothing })]).toEqual([undefined, undefined]);
  expect(survivedWords({ survived: { ...nothing, replies_lost: 1 } })).toBe(
    'Survived: 1 answer that got lost. Nobody was lost or doubled by that.',
  );
  expect(survivedWords({ survived: { replies_lost: 2, server_errors: 1, not_reached: 3, rate_limited: 1_200 } })).toBe(
    'Survived: 2 answers that got lost, 1 error of the store, 3 calls that did not get through, and 1,200 refusals because of too many calls. Nobody was lost or doubled by that.',
  );
});
