import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeText, openSource, type SourceRecord } from '../sources/index.ts';
import { openReportDatabase, type ReportDatabase } from './fixtures/report-database.ts';
import { readReport, rejectedFor, stagedImport } from './fixtures/staged-import.ts';

let database: ReportDatabase;
beforeAll(async () => {
  database = await openReportDatabase();
});
afterAll(() => database.close());

const names = ['error_code', 'error_column', 'error', 'what_to_do'];
const told = ['invalid_params', 'Email', 'It is bad.', 'Mend it.'];
const bad = { code: told[0]!, column: told[1]!, message: told[2]!, what_to_do: told[3]!, rejects: true };

const shape = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  file: fc.constantFrom(
    { encoding: 'utf-8', bom: '' } as const,
    { encoding: 'utf-8', bom: '\ufeff' } as const,
    { encoding: 'utf-16le', bom: '\ufeff' } as const,
    { encoding: 'utf-16be', bom: '\ufeff' } as const,
    { encoding: 'windows-1252', bom: '' } as const,
  ),
});
const piece = fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '=', "'", '€', '1');
const cell = fc.record({
  text: fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')),
  quoted: fc.boolean(),
});
const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });

test('rejects of any table are its own lines with four cells more, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(shape, rows, async ({ delimiter, lineBreak, file: { encoding, bom } }, cells) => {
      const write = ({ text, quoted }: { text: string; quoted: boolean }) =>
        quoted || /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      // The first one keeps a row from being blank, and the character makes Windows-1252 what it is.
      const lines = cells.map((row) => ['ñ', ...row.map(write)].join(delimiter));
      const header = ['Email', '"Name"', 'Note'].join(delimiter);
      const fileOf = (head: string[], more: string[]) =>
        encodeText(
          bom +
            [[header, ...head], ...lines.map((line) => [line, ...more])]
              .map((parts) => parts.join(delimiter) + lineBreak)
              .join(''),
          encoding,
        );
      const record = await stagedImport(database.pool, fileOf([], []), () => rejectedFor(bad));
      expect(record.rows).toBe(lines.length);
      const bytes = await readReport(database.pool, record, 'rejects');
      expect(bytes.toString('latin1')).toBe(fileOf(names, told).toString('latin1'));
    }),
    { numRuns: 60 },
  );
});

test('rejects of anything are read again as the same records, the good as good and the broken as broken', async () => {
  const scrap = fc.constantFrom('a', 'b', ',', ',', '"', '"', '""', '\n', '\n', '\0', ' ', 'é');
  const body = fc.array(scrap, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const first = Buffer.from(`Email,Note\n${text}\n`);
      const originals = await recordsOf(first);
      fc.pre(originals.length > 0);
      const rejects = await readReport(
        database.pool,
        await stagedImport(database.pool, first, () => rejectedFor(bad)),
        'rejects',
      );
      const again = await recordsOf(rejects);
      const expected = originals.map(({ cells }) => cells && [...cells, ...told]);
      expect(again.map(cellsOf)).toEqual(expected);
      for (const [at, { raw, cells }] of originals.entries())
        if (!cells) expect(again[at]!.raw.startsWith(beginningOf(raw))).toBe(true);

      // And once more: no record grows.
      const record = await stagedImport(database.pool, rejects, () => rejectedFor(bad));
      const third = await recordsOf(await readReport(database.pool, record, 'rejects'));
      expect(third.map(cellsOf)).toEqual(expected);
      for (const [at, { raw, cells }] of originals.entries())
        if (!cells) {
          expect(third[at]!.raw.startsWith(beginningOf(raw))).toBe(true);
          expect(third[at]!.raw.match(/explanation stands/g)?.length ?? 0).toBeLessThanOrEqual(1);
        }
    }),
    { numRuns: 60 },
  );
});

/** All of a record but a blank cell at its end, which may be one too many. */
function beginningOf(raw: string): string {
  return raw.replace(/,\s*("\s*")?$/, '');
}

/** Blanks of a cell too many, which stand before the explanation, are no part of it. */
function cellsOf({ cells }: SourceRecord): string[] | undefined {
  return cells?.map((cell, at) => (at === 2 ? cell.trimStart() : cell));
}

async function recordsOf(content: Buffer): Promise<SourceRecord[]> {
  const source = await openSource(Readable.from([content]));
  const records: SourceRecord[] = [];
  for await (const batch of source.records) records.push(...batch);
  await source.close();
  return records;
}
