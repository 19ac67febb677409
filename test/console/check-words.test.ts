import { expect, test } from 'vitest';
import { kindsOf } from '../../console/src/pages/imports/prepare/check/kinds.ts';
import { noteWords, problemExample, problemTitle, whyWords } from '../../console/src/pages/imports/prepare/words.ts';
import { percentOf } from '../../console/src/pages/imports/run/settled.ts';
import type { ColumnProposal, ProblemGroup } from '../../src/hosts/http/api-types.ts';

const group = (given: Partial<ProblemGroup>): ProblemGroup => ({
  ...{ code: 'invalid_params', count: 2, what_to_do: 'Correct it.', lines: [34, 35], message: '', rejects: true },
  ...given,
});

test('an example is said to be one once, and its column stands in the title alone', () => {
  const message = 'For example line 34: "E-Mail": "ana" is no email address.';
  expect(problemExample(group({ column: 'E-Mail', message }))).toBe('For example line 34: "ana" is no email address.');
  expect(problemExample(group({ code: 'value_not_understood', message: 'The value is no text.' }))).toBe(
    'The value is no text.',
  );
});

test('an email with a comma is not said to be several', () => {
  expect(problemTitle(group({ code: 'email_not_searchable', column: 'E-Mail' }), true)).toBe('A comma in an email');
});

test('rows that get in without something are counted without those that do not get in', () => {
  const kinds = kindsOf([
    group({ code: 'value_not_understood', column: 'Telefon', count: 172, going_in: 155, rejects: false }),
    group({ code: 'state_unknown', column: 'Land', count: 3, rejects: false }),
  ]);
  expect(kinds.map(({ count, goingIn }) => [count, goingIn])).toEqual([
    [172, 155],
    [3, 3],
  ]);
});

test('a pilot of which the rest was cancelled is not said to be whole', () => {
  const pilot = { rows: 428, limit: 10, pending: 418 };
  expect(percentOf({ ...pilot, state: 'paused' })).toBe(100);
  expect(percentOf({ ...pilot, state: 'cancelled' })).toBe(2);
});

test('that a column is left out by choice is said once', () => {
  const column: ColumnProposal = {
    ...{ column: 'Mobil', target: null, samples: [] },
    ...{ why: 'chosen', note: 'Left out by your choice.' },
  };
  expect([whyWords(column, undefined), noteWords(column, [])]).toEqual(['Your choice', undefined]);
  expect(noteWords({ ...column, note: '"Handy" goes to phone already.' }, [])).toMatch(
    /^"Handy" goes to “.*” already\.$/,
  );
});
