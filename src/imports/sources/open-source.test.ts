import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { linesOf, readSource } from './fixtures/read-source.ts';
import { openSource } from './open-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const problemOf = async (content: string | Buffer | { path: string }) => {
  const error = await readSource(content).then(
    ({ stopped }) => stopped,
    (error) => error,
  );
  expect(error).toMatchObject({ name: 'RollcallError', code: 'invalid_params' });
  return [error.details.problem, error.message] as [string, string];
};

describe('what a file is', () => {
  test('is found from its header, quoted names that hold other delimiters included', async () => {
    for (const [text, delimiter] of [
      ['email,name\na@example.com,A\n', ','],
      ['email;"Name, first, last";note\na@example.com;"A, B";x\n', ';'],
      ['email\tname\na@example.com\tA\n', '\t'],
      ['email|name\na@example.com|A\n', '|'],
      ['Country, Region|email\nSpain|a@example.com\n', '|'],
      ['email\na@example.com\n', ','],
    ] as const) {
      const { info, records } = await readSource(text);
      expect([info.format, info.delimiter]).toEqual(['csv', delimiter]);
      expect(records[0]).not.toHaveProperty('fault');
    }
  });

  test('is said by the line "sep=" that Excel writes', async () => {
    const { info, records } = await readSource('sep=;\r\nemail;name\r\na@example.com;A, B, C\r\n');
    expect(info).toMatchObject({
      delimiter: ';',
      header: ['email', 'name'],
      headerRaw: 'email;name',
      lineBreak: '\r\n',
    });
    expect(linesOf(records)).toEqual(['3: a@example.com / A, B, C']);
  });

  test('is NDJSON or a JSON array, compact or pretty, with the line of each record', async () => {
    const ana = { email: 'ana@example.com', note: 'Añá "x", [y] {z}\n' };
    const luis = { email: 'luis@example.com' };
    for (const pieceSize of [1, 3, 1000]) {
      const lines = await readSource(`\ufeff\n${JSON.stringify(ana)}\r\n\r\n${JSON.stringify(luis)}`, { pieceSize });
      expect(lines.info).toMatchObject({ format: 'ndjson', bom: true });
      expect(lines.records.map(({ index, line, object }) => [index, line, object])).toEqual([
        [0, 2, ana],
        [1, 4, luis],
      ]);
      const pretty = `\n ${JSON.stringify([ana, luis], null, 2)} \n`;
      const { info, records } = await readSource(pretty, { pieceSize });
      expect(info.format).toBe('json');
      expect(records.map(({ index, line, object }) => [index, line, object])).toEqual([
        [0, 3, ana],
        [1, 7, luis],
      ]);
      expect(records[1]!.raw).toBe('{\n    "email": "luis@example.com"\n  }');
    }
    expect((await readSource('[]')).records).toEqual([]);
    expect((await readSource('[Email],[Name]\na@example.com,A\n')).info.header).toEqual(['[Email]', '[Name]']);
  });

  test('is told whatever its line breaks are; blank lines are no records', async () => {
    for (const lineBreak of ['\n', '\r\n', '\r'] as const) {
      const text = ['', 'email,note', '', 'a@example.com,"two', 'lines"', '  ', 'b@example.com,x', ''].join(lineBreak);
      for (const pieceSize of [1, 2, 1000]) {
        const { info, records } = await readSource(text, { pieceSize });
        expect(info.lineBreak).toBe(lineBreak);
        expect(linesOf(records)).toEqual([`4: a@example.com / two${lineBreak}lines`, '7: b@example.com / x']);
        expect(records[0]!.raw).toBe(`a@example.com,"two${lineBreak}lines"`);
      }
    }
  });

  test('may mix its line breaks', async () => {
    for (const text of ['email,note\ra@x.io,"A"\r\nb@x.io,B\r', 'email,note\r\na@x.io,"A"\nb@x.io,B\r\n'])
      for (const pieceSize of [1, 2, 3, 1000]) {
        const { records } = await readSource(text, { pieceSize, sampleBytes: 1 });
        expect(linesOf(records)).toEqual(['2: a@x.io / A', '3: b@x.io / B']);
      }
  });

  test('is told in gzip too, of several members, from a file and from a stream', async () => {
    const packed = Buffer.concat([gzipSync('email,name\na@example.com,A\nb@exa'), gzipSync('mple.com,B\n')]);
    const path = file('packed', packed);
    for (const content of [packed, { path }]) {
      const { info, records } = await readSource(content, { pieceSize: 5 });
      expect(info.gzip).toBe(true);
      expect(linesOf(records)).toEqual(['2: a@example.com / A', '3: b@example.com / B']);
    }
    const source = await openSource(path);
    for await (const _ of source.records);
    expect([source.bytes, source.bytesRead()]).toEqual([packed.length, packed.length]);
  });
});

describe('the size of the content', () => {
  const text = `email,name\n${'a@example.com,Ana\n'.repeat(5000)}`;

  test.each([
    ['a plain file is its own', text, text.length],
    ['gzip is what its end tells, however well it is packed', gzipSync(text), text.length],
    ['gzip in members is guessed', Buffer.concat([gzipSync(text), gzipSync('b@x.example,B\n')]), undefined],
  ])('of %s', async (_what, content, size) => {
    const source = await openSource(file('size', content));
    await source.close();
    expect(source.unpackedBytes).toBe(size ?? 8 * source.bytes!);
  });
});

describe('rows that end in a delimiter', () => {
  test('keep the cells of the header, whichever of both has the last delimiter', async () => {
    const both = await readSource('email,name,\na@example.com,A,\nb@example.com,B\n');
    expect(both.info).toMatchObject({ header: ['email', 'name', 'column 3'], headings: ['email', 'name', ''] });
    expect(both.info.warnings).toMatchObject([{ code: 'unnamed_column', line: 1 }]);
    expect(both.records.map(({ cells }) => cells)).toEqual([
      ['a@example.com', 'A', ''],
      ['b@example.com', 'B', ''],
    ]);
    const rowsOnly = await readSource('email,name\na@example.com,A,\nb@example.com,B,\nc@example.com,C,x\n');
    expect(linesOf(rowsOnly.records)).toEqual(['2: a@example.com / A', '3: b@example.com / B', '4: wrong_field_count']);
  });

  test('are a fault where the others do not: a delimiter within a cell has shifted them', async () => {
    const { records } = await readSource('email,company,note\na@example.com,A,x\nb@example.com,B, Inc.,\n');
    expect(linesOf(records)).toEqual(['2: a@example.com / A / x', '3: wrong_field_count']);
  });
});

test('the end of file of DOS, Ctrl-Z, is no row at the very end, and text anywhere else', async () => {
  for (const [text, lines] of [
    ['email,name\r\na@example.com,A\r\n\x1a', ['2: a@example.com / A']],
    ['email,name\na@example.com,A\x1a\x1a', ['2: a@example.com / A']],
    ['email,name\na@example.com,A\x1aB\n', ['2: a@example.com / A\x1aB']],
    ['{"email":"a@example.com"}\n\x1a', ['1: {"email":"a@example.com"}']],
    ['[{"email":"a@example.com"}]\x1a', ['1: {"email":"a@example.com"}']],
  ] as const)
    for (const pieceSize of [1, 1000]) {
      const { records, stopped } = await readSource(text, { pieceSize, sampleBytes: 1 });
      expect([stopped, linesOf(records)]).toEqual([undefined, lines]);
    }
  expect(await problemOf('\x1a')).toEqual(['empty_file', 'The input is empty.']);
});

describe('a file that cannot be read', () => {
  test('says that it is empty', async () => {
    for (const text of ['', ' \n\n', '\ufeff'])
      expect(await problemOf(text)).toEqual(['empty_file', 'The input is empty.']);
  });

  test('says so at once, also of a heading that is almost an email from end to end', async () => {
    expect((await problemOf(`${'@'.repeat(900_000)}1\n1\n`))[0]).toBe('no_header');
  });

  test('says that it has more columns than any sheet', async () => {
    const header = (columns: number) => `email${','.repeat(columns - 1)}\na@example.com\n`;
    expect(await problemOf(header(500_000))).toEqual([
      'broken_header',
      'The header on line 1 has 500,000 columns; at most 16,384 are read, as many as a sheet of Excel has. Remove the columns without data.',
    ]);
    await (await openSource(Readable.from([Buffer.from(header(16_384))]))).close();
  });

  test('says that it has no header, and where', async () => {
    expect(await problemOf('ana@example.com,Ana\nluis@example.com,Luis\n')).toEqual([
      'no_header',
      'Line 1 holds no names of columns, but data ("ana@example.com"). Put a header row above the data: email,first_name,last_name.',
    ]);
    expect((await problemOf('\n,,,\n1,2,3,4\n'))[1]).toMatch(/^Line 2 holds no names/);
    expect((await problemOf('"email,name\na@example.com,A\n'))[0]).toBe('broken_header');
    expect((await problemOf(`"email,name\n${'a@example.com,A\n'.repeat(100_000)}`))[0]).toBe('broken_header');
  });

  test('says what it is instead of a list', async () => {
    expect((await problemOf(Buffer.from('PK\x03\x04rest')))[1]).toContain('save the sheet as CSV');
    for (const text of ['%PDF-1.4', '<html>', '\x01\x02\x03', 'email\0,name\na,b'])
      expect((await problemOf(text))[0]).toBe('unknown_format');
    expect((await problemOf('{\n  "email": "ana@example.com"\n}'))[1]).toContain('over several lines');
    expect((await problemOf('{"shop": [\n{}\n]}'))[1]).toContain('over several lines');
  });

  test('says which list of an object it wants, as answers of an API have it', async () => {
    expect((await problemOf('{\n  "data": []\n}'))[1]).toContain('the list under "data"');
    expect((await problemOf('{"total":2,"customers":[{"email":"ana@example.com"}]}'))[1]).toContain(
      'under "customers"',
    );
    const record = '{"email":"ana@example.com","records":[{"id":1}]}';
    expect((await readSource(record)).records).toMatchObject([{ object: { email: 'ana@example.com' } }]);
  });

  test('says that there is no such file, or that it is a folder', async () => {
    expect((await problemOf({ path: join(folder, 'none.csv') }))[0]).toBe('no_such_file');
    expect((await problemOf({ path: folder }))[0]).toBe('folder');
  });

  test('says that its gzip breaks off or is damaged', async () => {
    const packed = gzipSync(`email,name\n${Array.from({ length: 5000 }, (_, n) => `n${n}@example.com,N\n`).join('')}`);
    const cut = packed.subarray(0, packed.length - 20);
    expect(await problemOf({ path: file('cut.gz', cut) })).toEqual([
      'broken_gzip',
      expect.stringContaining('breaks off: its end is missing'),
    ]);
    expect((await problemOf(cut))[0]).toBe('broken_gzip');
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 2000, 2100);
    expect((await problemOf(damaged))[1]).toContain('is damaged');
  });
});

describe('reading', () => {
  const row = `ana@example.com,${'x'.repeat(1000)}\n`;

  test('stops while nobody takes what was read', async () => {
    const path = file('large.csv', `email,note\n${row.repeat(20_000)}`);
    const source = await openSource(path);
    let rows = 0;
    for await (const batch of source.records) {
      rows += batch.length;
      if (rows > 2_000) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(source.bytesRead() - rows * row.length).toBeLessThan(2 ** 20);
    }
    await source.close();
    expect(source.bytesRead()).toBeLessThan(source.bytes! / 3);
  });

  test('gives the first row of a live stream before the stream ends', async () => {
    const live = new Readable({ read: () => undefined });
    live.push('{"email":"a@example.com"}\n');
    const source = await openSource(live, { sampleBytes: 1 });
    const records = source.records[Symbol.asyncIterator]();
    expect((await records.next()).value).toMatchObject([{ line: 1 }]);
    live.push('{"email":"b@example.com"}\n');
    expect((await records.next()).value).toMatchObject([{ index: 1, line: 2 }]);
    await source.close();
  });

  test('ends with the reason of its signal, at the opening and later', async () => {
    const control = new AbortController();
    const silent = new Readable({ read: () => undefined });
    setTimeout(() => control.abort(new Error('enough')), 20);
    await expect(openSource(silent, { signal: control.signal })).rejects.toThrow('enough');
    const later = new AbortController();
    const source = await openSource(file('more.csv', `email,note\n${row.repeat(5_000)}`), { signal: later.signal });
    await expect(async () => {
      for await (const _ of source.records) later.abort(new Error('enough'));
    }).rejects.toThrow('enough');
  });

  test('keeps the memory flat, whatever the size of the file', async () => {
    const source = await openSource(Readable.from(manyRows(), { objectMode: false }), { sampleBytes: 2 ** 16 });
    const before = process.memoryUsage().rss;
    let count = 0;
    for await (const batch of source.records) count += batch.length;
    expect(count).toBe(80_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 2 ** 20);

    function* manyRows() {
      yield 'email,note\n';
      for (let piece = 0; piece < 800; piece += 1) yield row.repeat(100);
    }
  });
});
