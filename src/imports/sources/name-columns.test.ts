import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, readSource } from './fixtures/read-source.ts';
import { nameColumns } from './name-columns.ts';

test('the first of equal headings keeps it, and the others are numbered', () => {
  expect(nameColumns(['Email', 'Name', 'email', 'EMAIL'])).toEqual(['Email', 'Name', 'email (2)', 'EMAIL (3)']);
  expect(nameColumns(['Tag', 'Tag', 'tag (2)'])).toEqual(['Tag', 'Tag (3)', 'tag (2)']);
});

test('a column without a heading is called by its position', () => {
  expect(nameColumns(['', 'Email', '', 'Column 3'])).toEqual(['column 1', 'Email', 'column 3 (2)', 'Column 3']);
});

test('whatever the headings are, no two names are equal, and the first of a heading is the heading', () => {
  const heading = fc.constantFrom('', 'a', 'A', 'b', 'a (2)', 'A (3)', 'column 1', 'Column 2', 'column 2 (2)');
  fc.assert(
    fc.property(fc.array(heading, { maxLength: 12 }), (headings) => {
      const names = nameColumns(headings);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(headings.length);
      expect(names).not.toContain('');
      const lower = headings.map((name) => name.toLowerCase());
      headings.forEach((name, at) => {
        if (name !== '' && lower.indexOf(lower[at]!) === at) expect(names[at]).toBe(name);
      });
    }),
  );
});

test('a file with such headings is read whole, and says how its columns are called', async () => {
  const text = ',Email,Tag,Tag,,Tag\n0,a@example.com,x,y,,z\n1,b@example.com,,,v,\n';
  const { info, records, stopped } = await readSource(text);
  expect(stopped).toBeUndefined();
  expect(info.header).toEqual(['column 1', 'Email', 'Tag', 'Tag (2)', 'column 5', 'Tag (3)']);
  expect(info.headerRaw).toBe(',Email,Tag,Tag,,Tag');
  expect(linesOf(records)).toEqual(['2: 0 / a@example.com / x / y /  / z', '3: 1 / b@example.com /  /  / v / ']);
  expect(info.warnings).toEqual([
    {
      code: 'duplicate_header',
      message:
        'Columns 3, 4 and 6 have one heading. Column 3 is called "Tag", and columns 4 and 6 "Tag (2)" and "Tag (3)".',
      line: 1,
    },
    {
      code: 'unnamed_column',
      message:
        'Columns 1 and 5 have no heading. They are called "column 1" and "column 5", and are carried nowhere unless you choose where.',
      line: 1,
    },
  ]);
});

test('of very many columns without a heading the first are listed', async () => {
  const { info } = await readSource(`email${','.repeat(30)}\na@example.com\n`);
  expect(info.warnings[0]!.message).toMatch(/^Columns 2, 3, .* 11 and 20 more have no heading\./);
});
