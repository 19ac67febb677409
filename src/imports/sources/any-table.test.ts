import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { countUtf8, encodeText } from './encoding.ts';
import { readSource } from './fixtures/read-source.ts';
import type { Delimiter, Encoding, LineBreak } from './source.ts';
import { splitRawCells } from './split-raw-cells.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const marks: Record<Encoding, number[]> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1252': [],
};
const special = [',', ';', '\t', '|', '"', '"', '\n', '\r', '\r\n', ' ', 'a', 'b', '1', "'"];
const wide = ['é', 'ß', 'Œ', '€', '€', '–', 'ÿ', '\u0081'];
const foreign = ['日', '😀', '\u2028', '\ufffd', '\ufeff'];

/** A table with a header, and how its file is written. */
const table = fc
  .record({
    delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
    lineBreak: fc.constantFrom<LineBreak>('\n', '\r\n', '\r'),
    encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
    bom: fc.boolean(),
    gzip: fc.boolean(),
    quoted: fc.boolean(),
    endsInBreak: fc.boolean(),
    columns: fc.integer({ min: 2, max: 5 }),
  })
  .chain((shape) => {
    const units = [...special, ...wide, ...(shape.encoding === 'windows-1252' ? [] : foreign)];
    const cell = fc.array(fc.constantFrom(...units), { maxLength: 8 }).map((parts) => parts.join(''));
    const row = fc.array(cell, { minLength: shape.columns, maxLength: shape.columns });
    return fc.record({ shape: fc.constant(shape), rows: fc.array(row, { maxLength: 12 }) });
  });

test('any table comes back with its cells, lines and raw text, whatever its file looks like and however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      async ({ shape, rows }, pieceSize, asFile) => {
        const { delimiter, lineBreak, encoding } = shape;
        const header = Array.from({ length: shape.columns }, (_, n) => `name ${n}`);
        const written = [header, ...rows].map((row) =>
          stringify([row], {
            delimiter,
            quoted: shape.quoted,
            record_delimiter: lineBreak,
            quoted_match: /[\r\n]/,
          }).slice(0, -lineBreak.length),
        );
        const text = written.join(lineBreak) + (shape.endsInBreak || written.at(-1) === '' ? lineBreak : '');
        const hasMark = shape.bom && encoding !== 'windows-1252';
        // Only a mark tells text that is hardly Latin from bytes.
        const mark = hasMark || encoding.startsWith('utf-16') ? marks[encoding] : [];
        const plain = Buffer.concat([Buffer.from(mark), encodeText(text, encoding)]);
        // A few bytes can be text in both encodings: nobody could tell.
        const { sequences, strays } = countUtf8(plain);
        fc.pre(encoding !== 'windows-1252' || sequences === 0 || strays > sequences);
        const bytes = shape.gzip ? gzipSync(plain) : plain;
        const path = join(folder, 'table');
        if (asFile) writeFileSync(path, bytes);
        // Looked at before the first record, all of a stream would be one piece.
        const sample = encoding === 'windows-1252' ? {} : { sampleBytes: 1 };
        const { info, records, stopped } = await readSource(asFile ? { path } : bytes, { pieceSize, ...sample });

        expect(stopped).toBeUndefined();
        expect(info).toMatchObject({ format: 'csv', delimiter, header, gzip: shape.gzip, bom: mark.length > 0 });
        // Text that is the same in both encodings may count as either.
        if (encodeText(text, 'utf-8').length !== text.length) expect(info.encoding).toBe(encoding);
        expect(records.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        expect(records.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
        expect([info.headerRaw, ...records.map(({ raw }) => raw)]).toEqual(written);
        const breaks = info.lineBreak === '\r' ? /\r/g : /\n/g;
        let line = 1;
        for (const [position, raw] of written.entries()) {
          if (position > 0) expect(records[position - 1]!.line).toBe(line);
          line += (raw.match(breaks)?.length ?? 0) + 1;
        }
        for (const { raw } of records) expect(splitRawCells(raw, delimiter).length).toBe(shape.columns);
      },
    ),
    { numRuns: 400 },
  );
});

test('no text makes a row vanish: every line that is not blank is in the raw text of one record, in order', async () => {
  const unit = fc.constantFrom('a', 'b', ',', ',', '"', '"', '""', '\n', '\n', '\r\n', '\0', ' ', 'é');
  const anyBody = fc.array(unit, { maxLength: 60 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(
      anyBody,
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 30, max: 100 }),
      async (body, pieceSize, maxRecordBytes) => {
        const text = `name,note\na,b\n${body}`;
        const whole = await readSource(text, { maxRecordBytes });
        const cut = await readSource(text, { pieceSize, maxRecordBytes, sampleBytes: 1 });
        expect(cut).toEqual(whole);
        const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
        const isBlank = (line: string) => /^[ \t]*$/.test(line);
        let next = 2;
        for (const { line, raw, fault } of whole.records) {
          expect(lines.slice(next - 1, line - 1).every(isBlank)).toBe(true);
          const own = raw.split('\n').map((piece) => piece.replace(/\r$/, ''));
          const expected = lines.slice(line - 1, line - 1 + own.length);
          if (fault?.code === 'record_too_large') expect(expected.join('\n').startsWith(own.join('\n'))).toBe(true);
          else expect(own).toEqual(expected);
          next = line + own.length;
        }
        if (whole.records.at(-1)?.fault?.code !== 'record_too_large')
          expect(lines.slice(next - 1).every(isBlank)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('the raw cells of any text join to it', () => {
  const unit = fc.constantFrom('a', ',', '"', '""', '\n', ' ');
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      expect(splitRawCells(parts.join(''), ',').join(',')).toBe(parts.join(''));
    }),
  );
  expect(splitRawCells('a,"b, ""c""",,"d"', ',')).toEqual(['a', '"b, ""c"""', '', '"d"']);
});
