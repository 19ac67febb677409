import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf, readSource } from './fixtures/read-source.ts';

/** Read whole and in small pieces: where a piece ends must change nothing. */
async function read(text: string, options: { maxRecordBytes?: number } = {}) {
  const results = [];
  for (const pieceSize of [1, 4, 100, 2 ** 16])
    results.push(await readSource(text, { pieceSize, sampleBytes: 1, ...options }));
  for (const other of results) expect(other.records).toEqual(results[0]!.records);
  return results[0]!.records;
}

describe('a bad row of a CSV costs only itself', () => {
  test('with too many or too few cells', async () => {
    const records = await read('email,note\na@example.com,x\nb@example.com\nc@example.com,y,z\nd@example.com,y\n');
    expect(linesOf(records)).toEqual([
      '2: a@example.com / x',
      '3: wrong_field_count',
      '4: wrong_field_count',
      '5: d@example.com / y',
    ]);
    expect(records[1]).toEqual({
      index: 1,
      line: 3,
      raw: 'b@example.com',
      fault: {
        code: 'wrong_field_count',
        message: 'Line 3 has 1 cell, the header 2.',
        what_to_do: 'Add the missing cells; leave them empty where there is no value.',
      },
    });
  });

  test('with a stray quote', async () => {
    const records = await read(
      'email,note\na@example.com,ok\nb@example.com,5" Bob\nc@example.com,"x"y\nd@example.com,"a\nb",\ne@example.com,ok\n',
    );
    expect(linesOf(records)).toEqual([
      '2: a@example.com / ok',
      '3: stray_quote',
      '4: stray_quote',
      '5: wrong_field_count',
      '7: e@example.com / ok',
    ]);
    expect(records[1]!.fault).toMatchObject({
      column: 'note',
      message: expect.stringContaining('Line 3 cannot be read'),
    });
  });

  test('with a quote that nothing closes: the next line is read, up to the end of the file', async () => {
    const records = await read('email,note\na@example.com,"open\nb@example.com,x\nc@example.com,y\n');
    expect(linesOf(records)).toEqual(['2: unclosed_quote', '3: b@example.com / x', '4: c@example.com / y']);
    expect(records[0]!.raw).toBe('a@example.com,"open');
    expect(records[0]!.fault!.message).toBe('Line 2 cannot be read: a quote opens there that is not closed.');
  });

  test('with a quote that a later row seems to close', async () => {
    expect(linesOf(await read('email,note\na@example.com,"open\nb@example.com,"x"\nc@example.com,y\n'))).toEqual([
      '2: unclosed_quote',
      '3: b@example.com / x',
      '4: c@example.com / y',
    ]);
    // The quote of line 4 closes that of line 2, but line 3 is a row by itself.
    expect(linesOf(await read('email,note\n"open,x\nb@example.com,y\nc@example.com,z"\nd@example.com,w\n'))).toEqual([
      '2: unclosed_quote',
      '3: b@example.com / y',
      '4: stray_quote',
      '5: d@example.com / w',
    ]);
  });

  test('whose quote opens on its second line', async () => {
    const records = await read('email,note,more\na@example.com,"two\nlines","open\nb@example.com,x,y\n');
    expect(linesOf(records)).toEqual(['2: unclosed_quote', '4: b@example.com / x / y']);
    expect(records[0]).toMatchObject({
      raw: 'a@example.com,"two\nlines","open',
      fault: { column: 'more', message: expect.stringContaining('Line 3') },
    });
  });

  test('with a NUL byte', async () => {
    const records = await read('email,note\na@example.com,x\0y\nb@example.com,z\n');
    expect(linesOf(records)).toEqual(['2: nul_byte', '3: b@example.com / z']);
    expect(records[0]).toMatchObject({ raw: 'a@example.com,x\0y', fault: { column: 'note' } });
  });

  test('that is over the bound, quoted or not', async () => {
    const long = 'x'.repeat(200);
    const options = { maxRecordBytes: 90 };
    for (const cell of [long, `"${long}"`, `"${long}`, `"a",${long}`])
      expect(linesOf(await read(`email,note\na@example.com,${cell}\nb@example.com,z\n`, options))).toEqual([
        '2: record_too_large',
        '3: b@example.com / z',
      ]);
    // An open quote fills the bound with the rows below it: it is the fault, and they are read.
    const rows = Array.from({ length: 9 }, (_, n) => `n${n}@example.com,x`);
    expect(linesOf(await read(`email,note\na@example.com,"open\n${rows.join('\n')}`, options))).toEqual([
      '2: unclosed_quote',
      ...rows.map((row, n) => `${n + 3}: ${row.replace(',', ' / ')}`),
    ]);
    const endless = await read(`email,note\na@example.com,${long}`, options);
    expect(linesOf(endless)).toEqual(['2: record_too_large']);
    expect(endless[0]!.raw.length).toBeLessThanOrEqual(90);
  });
});

describe('a bad record of JSON costs only itself', () => {
  const luis = '{"email":"luis@example.com"}';

  test('in NDJSON', async () => {
    const records = await read(`{"email":\n${luis}\n\n[1]\n{"a":"x\0"}\n{"b":"${'x'.repeat(300)}"}\n${luis}`, {
      maxRecordBytes: 200,
    });
    expect(linesOf(records)).toEqual([
      '1: invalid_json',
      `2: ${luis}`,
      '4: not_an_object',
      '5: nul_byte',
      '6: record_too_large',
      `7: ${luis}`,
    ]);
    expect(records[0]!.fault!.message).toBe('Line 1 is not JSON. Write one JSON object a line, or a JSON array.');
  });

  test('in a JSON array', async () => {
    const records = await read(`[\n{"a":},\n1, ${luis},\n{"b":"${'x'.repeat(300)}"},\n${luis}]`, {
      maxRecordBytes: 200,
    });
    expect(linesOf(records)).toEqual([
      '2: invalid_json',
      '3: not_an_object',
      `3: ${luis}`,
      '4: record_too_large',
      `5: ${luis}`,
    ]);
  });

  test.each([
    ['a NUL', String.raw`{"a":"x\u0000"}`, 'nul_byte', String.raw`Line 2 holds \u0000, which is no text.`],
    ['a NUL in a name', String.raw`{"x\u0000":1}`, 'nul_byte', 'no text'],
    ['a NUL within lists', String.raw`{"a":[{"b":["\u0000"]}]}`, 'nul_byte', 'no text'],
    [
      'half a character',
      String.raw`{"a":"x\ud800y"}`,
      'bad_encoding',
      String.raw`\ud800, which is half of a character`,
    ],
    ['another half', String.raw`{"a":"\uD83D\uD83D\uDE00"}`, 'bad_encoding', 'half'],
    ['two halves in the wrong order', String.raw`{"a":"\uDE00\uD83D"}`, 'bad_encoding', 'half'],
    ['half a character in a name', String.raw`{"a":{"\udfff":1}}`, 'bad_encoding', 'half'],
  ])('that spells %s with an escape', async (_, bad, code, message) => {
    for (const text of [`${luis}\n${bad}\n${luis}`, `[${luis},\n${bad},\n${luis}]`]) {
      const records = await read(text);
      expect(linesOf(records)).toEqual([`1: ${luis}`, `2: ${code}`, `3: ${luis}`]);
      expect(records[1]).toMatchObject({ raw: bad, fault: { message: expect.stringContaining(message) } });
    }
  });

  test('but not one whose escapes are text', async () => {
    const good = String.raw`{"a":"\\u0000 \\\\ud800 \ud83d\ude00 \uD83D\uDE00\u00e9\u0001 \"\\u0000"}`;
    const records = await read(good);
    expect(records[0]!.object).toEqual({ a: '\\u0000 \\\\ud800 😀 😀é\u0001 "\\u0000' });
  });

  test('never a name or a value that is no text, whatever is spelled with escapes', async () => {
    const unit = fc.constantFrom('0000', 'd800', 'DBFF', 'dc00', 'DFFF', '00e9').map((code) => `\\u${code}`);
    const part = fc.oneof(unit, fc.constantFrom('\\\\', '\\"', 'u0000', '😀'));
    const texts = fc.array(
      fc.array(part, { maxLength: 5 }).map((parts) => `"${parts.join('')}"`),
      { minLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        const raw = `{${parts.map((text) => `${text}:[${text}]`).join()}}`;
        const { records } = await readSource(raw);
        const all = parts.map((text) => JSON.parse(text) as string);
        const isText = all.every((text) => text.isWellFormed() && !text.includes('\0'));
        expect(records[0]!.fault === undefined).toBe(isText);
      }),
      { numRuns: 300 },
    );
  });

  test('in a JSON array where a string is not closed: reading goes on at the next object', async () => {
    expect(linesOf(await read(`[{"a":"x},\n${luis},\n{"b":"y},\n{"c":"z}\n]`))).toEqual([
      '1: invalid_json',
      `2: ${luis}`,
      '3: invalid_json',
      '4: invalid_json',
    ]);
    const pretty = JSON.stringify([{ email: 'a', tags: [{ b: 1 }] }, { email: 'c' }], null, 2).replace('"a"', '"a');
    expect(linesOf(await read(pretty))).toEqual(['2: invalid_json', '10: {"email":"c"}']);
  });

  test('but an array that breaks off, or is followed by something, stops after what was read', async () => {
    const cut = await readSource(`[${luis}, `);
    expect(cut.records).toHaveLength(1);
    expect(cut.stopped!.message).toBe('The JSON array breaks off after 1 element: its "]" is missing.');
    expect((await readSource(`[${luis}] x`)).stopped!.message).toMatch(/^Something follows the end/);
  });
});

// Looking for the end of the line at each cell took 160 s for each of them.
test('a row of a million cells is a fault of its own', { timeout: 180_000 }, async () => {
  for (const row of [`"",${','.repeat(1_000_000)}`, '"",'.repeat(333_333)]) {
    const { records } = await readSource(`email,note\na@example.com,x\n${row}`);
    expect(linesOf(records)).toEqual(['2: a@example.com / x', '3: wrong_field_count']);
  }
});
