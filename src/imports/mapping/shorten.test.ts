import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecord, mapObjects, mapRecords } from './fixtures/map-rows.ts';
import { shorten } from './shorten.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

test.each([
  ['abc', 'abc'],
  ['abcdef', 'abcd…'],
  ['abc😀', 'abc…'],
  ['ab😀c', 'ab😀…'],
  ['a\0b', 'a\ufffdb'],
  ['a\ud800', 'a\ufffd'],
])('%j is shown as %j', (text, shown) => expect(shorten(text, 4)).toBe(shown));

test('whatever cells hold, samples, problems and listed values are text that can be kept', () => {
  const odd = fc.constantFrom(
    '😀',
    '😀'.repeat(29),
    'x'.repeat(59),
    'x'.repeat(99),
    '\0',
    '\ud800',
    '\udc00x',
    '"',
    'é',
  );
  const text = fc.array(odd, { maxLength: 8 }).map((parts) => parts.join(''));
  const isText = (value: unknown): boolean => !/\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value));
  fc.assert(
    fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), ([credit, tags, note, answer]) => {
      const values = { ...ana, 'Store Credit': credit!, Tags: tags!, notes: note!, newsletter: answer! };
      const csv = mapRecords(Object.keys(values), [csvRecord(Object.values(values))]);
      const json = mapObjects([values]);
      for (const { proposal, rows, mapper } of [csv, json])
        expect(isText([proposal, rows.map(({ problems }) => problems), mapper.judged()])).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('JSON in a cell that spells NUL or half of a character is not read', () => {
  for (const bad of [String.raw`\u0000`, String.raw`\ud800`]) {
    const { rows } = mapRecords(
      [...Object.keys(ana), 'attributes', 'addresses'],
      [csvRecord([...Object.values(ana), `{"Tier":"${bad}"}`, `[{"city":"${bad}"}]`])],
    );
    expect(rows[0]!.params).toEqual(ana);
    expect(rows[0]!.problems).toMatchObject([
      { code: 'value_not_understood', column: 'attributes' },
      { code: 'value_not_understood', column: 'addresses' },
    ]);
  }
});
