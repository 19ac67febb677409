import { expect, test } from 'vitest';
import { restWords } from '../../console/src/pages/imports/run/rest-words.ts';
import type { ImportView } from '../../src/hosts/http/api-types.ts';

const view = (given: Partial<ImportView>) =>
  ({
    ...{ import_id: 'imp_2345abcdef', state: 'cancelled', rows: 30, started_at: '2026-01-02T03:04:05.000Z' },
    ...{ created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0, failed: 0, pending: 30, warnings: 0 },
    ...given,
  }) as ImportView;

const wordsOf = (given: Partial<ImportView>): string => {
  const { header, texts } = restWords(view(given));
  return [header, ...texts].join(' ');
};

test('rows without a fate are not said to be unsent, since the answer to some may be what got lost', () => {
  expect(wordsOf({ created: 20, pending: 10 })).toBe(
    'Cancelled: 20 created, 10 without a fate What reached the store stays there. For the 10 rows without a fate, import the file again: customers who are in the store already are skipped.',
  );
  // Ten were sent, and the store did not answer before the end.
  expect(wordsOf({})).toMatch(/^Cancelled: 30 without a fate What reached the store stays there\./);
});

test('only an import that never began is said to have sent nothing', () => {
  const { started_at, ...untouched } = view({});
  expect(restWords(untouched)).toMatchObject({
    header: 'Cancelled before it began',
    texts: [expect.stringMatching(/^Nothing was sent to the store\./)],
  });
});
