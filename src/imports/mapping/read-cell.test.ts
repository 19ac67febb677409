import { expect, test } from 'vitest';
import { readNumeral, readText } from './read-cell.ts';

test.each([
  ["'=1+1", '=1+1'],
  ["'+34 600", '+34 600'],
  ["'-", '-'],
  ["'@ana", '@ana'],
  ["''=x", "'=x"],
  ["''\t", "'"],
  ["'\tx", 'x'],
  ["'quoted", "'quoted"],
  ["O'Brien", "O'Brien"],
  ["'", "'"],
  [" '=x ", "'=x"],
  ['="0600 1"', '0600 1'],
  ['\'="0600"', '="0600"'],
  ['="a"&"b"', '="a"&"b"'],
])('%j says %j', (cell, text) => expect(readText(cell)).toBe(text));

test('a number that is wrapped so that spreadsheets keep its zeros comes without the wrapping', () => {
  expect(['="02026"', '="+34 600"', '=""'].map(readNumeral)).toEqual(['02026', '+34 600', undefined]);
});
