import { Readable } from 'node:stream';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import type { ImportRecord } from '../import.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});
afterAll(() => opened.close());

const header = ['Email', 'First name', 'Last name', 'Company', 'Phone', 'Address 1', 'City', 'Country', 'Newsletter'];

const value = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', ' ', 'Ana', 'Ruiz', 'ES', 'Madrid', 'yes', 'Nowhere', '+34 600', "'=1", '{}'),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }).map((n) => `p${n}@x.example`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '"',
      'a,b',
      'a;b',
      'a\tb',
      ' "x" ',
      'José',
      'Łódź',
      '😀',
      '\u0085',
      '\\',
      '""',
      "O'Neil",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n\0]/.test(text)) },
);
const table = fc.array(fc.array(value, { minLength: header.length, maxLength: header.length }), {
  minLength: 1,
  maxLength: 12,
});
const changes = fc.array(
  fc.record({ row: fc.nat(11), column: fc.nat(header.length - 1), value: fc.option(value, { freq: 6 }) }),
  { minLength: 1, maxLength: 10 },
);
type Form = { format: 'csv' | 'ndjson' | 'json'; delimiter: string; encoding: string; isQuoted: boolean };
const form: fc.Arbitrary<Form> = fc.record({
  format: fc.constantFrom('csv', 'csv', 'ndjson', 'json'),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom('utf8', 'utf16le', 'win1252'),
  isQuoted: fc.boolean(),
});

function write(rows: string[][], { format, delimiter, encoding, isQuoted }: Form): Buffer {
  if (format !== 'csv') {
    const records = rows.map((row) => JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at]]))));
    return Buffer.from(format === 'json' ? `[\n${records.join(',\n')}\n]` : `${records.join('\n')}\n`);
  }
  const cell = (text: string) =>
    isQuoted || text.includes(delimiter) || /["\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const text = [header, ...rows].map((row) => row.map(cell).join(delimiter)).join('\r\n');
  return iconv.encode(text, encoding, { addBOM: encoding === 'utf16le' });
}

async function upload(content: Buffer): Promise<ImportRecord> {
  const { id } = await opened.imports.upload({
    ...{ file: 'people', credentialsId: 'main', maxBytes: 1_000_000 },
    content: Readable.from([content], { objectMode: false }),
  });
  return opened.imports.checking(id)!.done;
}

/** All that the check made of each row, and of the file. */
async function found({ id, no, check }: ImportRecord) {
  const { rows } = await opened.pool.query(
    `select row_no, line, input, email, key, continues, problems from rollcall.import_rows_${no} order by row_no`,
  );
  const cells: unknown[] = [];
  for (const { line } of rows) cells.push((await opened.imports.row(id, line)).cells);
  const { fixes_applied: _, report_encoding: __, replaced: ___, ...rest } = check!;
  return { rows, cells, check: rest };
}

test('a file with corrections is checked as the file in which the cells were changed, and each row is judged so at once', async () => {
  const property = fc.asyncProperty(table, changes, form, async (given, wanted, shape) => {
    // What an encoding cannot carry was never in a file of it.
    const rows = given.map((row) =>
      row.map((text) =>
        shape.format === 'csv' && shape.encoding === 'win1252'
          ? iconv.decode(iconv.encode(text, 'win1252'), 'win1252')
          : text,
      ),
    );
    const lineOf = (row: number) => row + (shape.format === 'ndjson' ? 1 : 2);
    const changed = rows.map((row) => [...row]);
    const fixes = wanted.map(({ row: any, column, value }) => {
      const row = any % rows.length;
      changed[row]![column] = value ?? rows[row]![column]!;
      return { line: lineOf(row), row, column: header[column]!, value };
    });
    // A row without any value is none, unless a correction emptied it.
    fc.pre([...rows, ...changed].every((row) => row.some((text) => text.trim() !== '')));
    const original = await upload(write(rows, shape));
    let judged: Awaited<ReturnType<typeof opened.imports.fix>> | undefined;
    const half = Math.floor(fixes.length / 2);
    for (const part of [fixes.slice(0, half), fixes.slice(half)])
      if (part.length > 0) judged = await opened.imports.fix(original.id, part);

    const corrected = await opened.imports.check(original.id);
    const other = await upload(write(changed, { ...shape, encoding: 'utf8' }));
    const [left, right] = [await found(corrected), await found(other)];
    expect(left.rows).toEqual(right.rows);
    expect(left.cells).toEqual(right.cells);
    expect(left.check).toEqual(right.check);
    for (const { row, problems } of judged!.rows) {
      const own = problems.filter(({ code }) => code !== 'duplicate_row');
      expect(own).toEqual(JSON.parse(right.rows[row].problems ?? '[]'));
    }
    const { total, needs_check } = await opened.imports.fixes(original.id);
    const differing = changed.flatMap((row, at) => row.filter((text, column) => text !== rows[at]![column]));
    expect([total, needs_check]).toEqual([differing.length, false]);
  });
  await fc.assert(property, { numRuns: 30 });
});

const replaced = fc.array(
  fc.record({
    column: fc.nat(header.length - 1),
    /** A value that stands in the file somewhere, more often than not. */
    from: fc.oneof({ weight: 3, arbitrary: fc.nat(11) }, { weight: 1, arbitrary: value }),
    to: value,
  }),
  { minLength: 1, maxLength: 6 },
);

test('a file with replacements is checked as the file in which every such cell was changed, and a correction of one cell comes before them', async () => {
  const property = fc.asyncProperty(table, replaced, changes, form, async (given, wanted, single, shape) => {
    const rows = given.map((row) =>
      row.map((text) =>
        shape.format === 'csv' && shape.encoding === 'win1252'
          ? iconv.decode(iconv.encode(text, 'win1252'), 'win1252')
          : text,
      ),
    );
    const replacements = wanted.map(({ column, from, to }) => ({
      column: header[column]!,
      from: typeof from === 'number' ? rows[from % rows.length]![column]! : from,
      to,
    }));
    const inForce = new Map<string, string>();
    for (const { column, from, to } of replacements)
      if (to.trim() === from.trim()) inForce.delete(`${column}|${from.trim()}`);
      else inForce.set(`${column}|${from.trim()}`, to);
    const fixes = single
      .slice(0, 2)
      .map(({ row, column, value: to }) => ({ row: row % rows.length, column, to: to ?? 'x' }))
      .filter(({ row, column, to }) => to !== rows[row]![column]!);
    const changed = rows.map((row, at) =>
      row.map((text, column) => {
        const fix = fixes.findLast((own) => own.row === at && own.column === column);
        return fix ? fix.to : (inForce.get(`${header[column]}|${text.trim()}`) ?? text);
      }),
    );
    fc.pre([...rows, ...changed].every((row) => row.some((text) => text.trim() !== '')));
    const original = await upload(write(rows, shape));
    await opened.imports.fix(original.id, undefined, replacements);
    // Half of them find the records as replacements left them.
    if (fixes.length === 1) await opened.imports.check(original.id);
    for (const { row, column, to } of fixes)
      await opened.imports.fix(original.id, [
        { line: row + (shape.format === 'ndjson' ? 1 : 2), row, column: header[column]!, value: to },
      ]);
    const corrected = await opened.imports.check(original.id);
    const other = await upload(write(changed, { ...shape, encoding: 'utf8' }));
    const [left, right] = [await found(corrected), await found(other)];
    expect(left).toEqual(right);
    const { replacements: listed, needs_check } = await opened.imports.fixes(original.id);
    expect([listed.length, needs_check]).toEqual([inForce.size, false]);
    for (const { column, from, rows: met } of listed) {
      const at = header.indexOf(column);
      const own = rows.filter(
        (row, no) => row[at]!.trim() === from && !fixes.some((fix) => fix.row === no && fix.column === at),
      );
      expect([column, from, met]).toEqual([column, from, own.length]);
    }
  });
  await fc.assert(property, { numRuns: 30 });
});
