import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createDecoder, encodeText } from './encoding.ts';
import { linesOf, readSource } from './fixtures/read-source.ts';
import type { Encoding } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-encodings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Read from a file, and from a stream in small pieces. */
async function readBoth(content: Buffer) {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  return [await readSource({ path }), await readSource(content, { pieceSize: 3 })];
}

const csv = 'email,name\na@example.com,José Núñez\nb@example.com,Œuvre – “€”\n';
const marks: Record<Encoding, number[]> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1252': [],
};

describe('the encoding of a file', () => {
  test('is found, with and without a byte order mark', async () => {
    for (const encoding of Object.keys(marks) as Encoding[])
      for (const mark of [marks[encoding], []])
        for (const { info, records } of await readBoth(Buffer.concat([Buffer.from(mark), encodeText(csv, encoding)]))) {
          expect(info).toMatchObject({ encoding, bom: mark.length > 0, header: ['email', 'name'] });
          expect(linesOf(records)).toEqual(['2: a@example.com / José Núñez', '3: b@example.com / Œuvre – “€”']);
        }
  });

  test('is Windows-1252 though the first accent comes late in a large file, and the user is told', async () => {
    const rows = `email,name\n${'a@example.com,Ana\n'.repeat(20_000)}`;
    const path = join(folder, 'late.csv');
    writeFileSync(path, Buffer.from(`${rows}z@example.com,Jos\xe9\n`, 'latin1'));
    const { info, records } = await readSource({ path });
    expect(info).toMatchObject({ encoding: 'windows-1252', warnings: [{ code: 'encoding_guessed' }] });
    expect(records.at(-1)!.cells).toEqual(['z@example.com', 'José']);
  });

  test('is not guessed again in mid-stream: what breaks it is a fault, never garbled', async () => {
    const late = Buffer.from(`email,name\n${'a@example.com,Ana\n'.repeat(100)}z@example.com,Jos\xe9\n`, 'latin1');
    const { info, records } = await readSource(late, { sampleBytes: 100, pieceSize: 10 });
    expect(info.encoding).toBe('utf-8');
    expect(records.at(-1)).toMatchObject({ line: 102, fault: { code: 'bad_encoding', column: 'name' } });
    expect(records.filter(({ fault }) => fault)).toHaveLength(1);
  });

  test('is UTF-8 where only a few rows are not: they are faults, and the others keep their accents', async () => {
    const content = Buffer.concat([
      Buffer.from(csv),
      Buffer.from('c@example.com,Jos\xe9\n', 'latin1'),
      Buffer.from('d@example.com,Zoë\n'),
    ]);
    for (const { info, records } of await readBoth(content)) {
      expect(info.encoding).toBe('utf-8');
      expect(linesOf(records.slice(1))).toEqual([
        '3: b@example.com / Œuvre – “€”',
        '4: bad_encoding',
        '5: d@example.com / Zoë',
      ]);
      expect(records[2]!.raw).toBe('c@example.com,José');
    }
  });

  test('of half a character of UTF-16 makes a fault of its row alone', async () => {
    const broken = encodeText('email,name\na@example.com,A\ud83d\nb@example.com,B\nc@example.com,C', 'utf-16be');
    const { records } = await readSource(Buffer.concat([broken, Buffer.from([0])]), { pieceSize: 5 });
    expect(linesOf(records)).toEqual(['2: bad_encoding', '3: b@example.com / B', '4: bad_encoding']);
  });
});

test('any bytes that can be decoded are the same bytes when they are encoded again, however they are cut', () => {
  const encodings = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'windows-1252');
  fc.assert(
    fc.property(encodings, fc.string({ unit: 'binary' }), fc.uint8Array(), fc.nat(40), (encoding, text, any, cut) => {
      const bytes = encoding === 'windows-1252' ? Buffer.from(any) : encodeText(text, encoding);
      const decode = createDecoder(encoding);
      const decoded = decode(bytes.subarray(0, cut)) + decode(bytes.subarray(cut)) + decode();
      expect(encodeText(decoded, encoding).equals(bytes)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
