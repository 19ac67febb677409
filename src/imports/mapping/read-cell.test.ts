import { expect, test } from 'vitest';
import { readText } from './read-cell.ts';

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
  ['\'="0600"', '="0600"'],
  ['="a"&"b"', '="a"&"b"'],
])('%j says %j', (cell, text) => expect(readText(cell)).toBe(text));
