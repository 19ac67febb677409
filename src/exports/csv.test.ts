import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecord, guardFormula } from './csv.ts';

/** What a reader of the file takes off. */
const unguard = (cell: string) => cell.replace(/^'(?='*[=+\-@\t\r])/, '');
const dangerous = fc.constantFrom('=', '+', '-', '@', "'", "'=", '\t', '\r', '"', ',', '\n', 'a', '1', ' ', '(', 'é');
const text = fc.oneof(
  fc.string(),
  fc.array(dangerous, { maxLength: 6 }).map((parts) => parts.join('')),
);

test('any row of cells is read back as it was, guards taken off', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = parse(csvRecord(cells), { skip_empty_lines: false }) as string[][];
      expect(row!.map(unguard)).toEqual(cells);
    }),
    { numRuns: 2_000 },
  );
});

test('no cell begins with = @ or a tab, nor with a sign that anything but digits or an email follows', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(guardFormula(cell)).toMatch(
        /^(?![=@\t\r+-])|^[+-][\d\s().,/-]*((x|ext\.?)\s*\d+)?$|^[+-][\w.+-]+@[\w.-]+$/i,
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  '+34 600 123 456',
  '+1 (555) 010-9999 ext. 12',
  '-12.50',
  '+ana@example.com',
  "O'Brien",
  "'quoted",
  '2026-01-31',
])('%s comes back the same through BigCommerce, which takes no apostrophe off', (cell) => {
  expect(guardFormula(cell)).toBe(cell);
});

test.each(['=1+1', '+A1', '-A1*2', '@SUM(A1)', '+cmd|calc!A1', '-2+HYPERLINK("x")', '\t=1', '=ana@example.com', "'=1"])(
  '%j gets an apostrophe',
  (cell) => expect(guardFormula(cell)).toBe(`'${cell}`),
);
