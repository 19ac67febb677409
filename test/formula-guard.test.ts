import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardFormula } from '../src/exports/csv.ts';
import { readText } from '../src/imports/mapping/read-cell.ts';

test('any cell of an export is read by an import as the text that it was, but for blanks at its ends', () => {
  const mark = fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', ' ', 'a', '1');
  const text = fc.oneof(
    fc.string(),
    fc.array(mark, { maxLength: 6 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      expect(readText(guardFormula(written))).toBe(written.trim() || undefined);
    }),
    { numRuns: 5_000 },
  );
});
