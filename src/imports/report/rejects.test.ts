import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportRecord } from '../import.ts';
import { proposeMapping } from '../mapping/index.ts';
import { openSource, type SourceRecord } from '../sources/index.ts';
import { openReportDatabase, type ReportDatabase } from './fixtures/report-database.ts';
import { type GivenRow, readReport, rejectedFor, stagedImport } from './fixtures/staged-import.ts';

let database: ReportDatabase;
beforeAll(async () => {
  database = await openReportDatabase();
});
afterAll(() => database.close());

const bad = { code: 'invalid_params', column: 'Email', message: 'It is bad.', what_to_do: 'Mend it.', rejects: true };
const names = 'error_code,error_column,error,what_to_do';
const told = 'invalid_params,Email,It is bad.,Mend it.';
const toldKeys = '"error_code":"invalid_params","error_column":"Email","error":"It is bad.","what_to_do":"Mend it."';

describe('a rejects file', () => {
  test('holds what was rejected and what failed, as it stands in the input, and nothing else', async () => {
    const file = 'Email,Note\na@x.com,"one, ""two"""\nb@x.com,ok\n"c@x.com" ,  three\n';
    const timeout = { code: 'timeout', message: 'No answer, for long.' };
    const record = await imported(file.replace(' ,', ','), [
      rejectedFor(bad),
      { outcomes: [{ fate: 'created' }] },
      { outcomes: [{ fate: 'failed', error_code: 'timeout', error: timeout }] },
    ]);
    expect(await rejects(record)).toBe(
      `Email,Note,${names}\na@x.com,"one, ""two""",${told}\n"c@x.com",  three,timeout,,"No answer, for long.",Retry the failed rows later.\n`,
    );
  });

  test.each([
    { what: 'semicolons and CRLF', text: 'Email;Straße\r\na;"x\r\ny"\r\nb;ü\r\n', encoding: 'utf-8', bom: '' },
    { what: 'a byte order mark', text: 'Email,Name\na,é\nb,\n', encoding: 'utf-8', bom: '\ufeff' },
    { what: 'UTF-16 of Excel', text: 'Email\tName\r\na\t日本\r\nb\t"😀\t"\r\n', encoding: 'utf-16le', bom: '\ufeff' },
    { what: 'big-endian UTF-16', text: 'Email|Name\na|ñ\nb|\n', encoding: 'utf-16be', bom: '\ufeff' },
    { what: 'Windows-1252', text: 'Email,Name\na,Zoë “€”\nb,\x81\n', encoding: 'windows-1252', bom: '' },
    { what: 'the line breaks of old Macs', text: 'Email,Name\ra,1\rb,2\r', encoding: 'utf-8', bom: '' },
  ])('keeps $what', async ({ text, encoding, bom }) => {
    const lineBreak = /\r\n|\n|\r/.exec(text)![0];
    const delimiter = /[;,\t|]/.exec(text)![0];
    const appended = (cells: string) => delimiter + cells.replaceAll(',', delimiter);
    const rows = text.split(new RegExp(`${lineBreak}(?=[ab][;,\t|]|$)`)).slice(0, -1);
    const expected = rows.map((row, at) => row + appended(at === 0 ? names : told) + lineBreak).join('');
    const record = await imported(encode(bom + text, encoding), [rejectedFor(bad), rejectedFor(bad)]);
    const bytes = await readReport(database.pool, record, 'rejects');
    expect(iconv.decode(bytes, encoding, { stripBOM: false })).toBe(
      iconv.decode(encode(bom + expected, encoding), encoding, { stripBOM: false }),
    );
    expect(bytes.equals(encode(bom + expected, encoding))).toBe(true);
  });

  test('of a compressed file is plain', async () => {
    const record = await imported(gzipSync('Email,Name\na,b\n'), [rejectedFor(bad)]);
    expect(await rejects(record)).toBe(`Email,Name,${names}\na,b,${told}\n`);
  });

  test('writes what Windows-1252 lacks with what is nearest', async () => {
    const message = 'Ἀθήνα “ế” is no Łódź 😀.';
    const record = await imported(encode('Email,Name\na,é\n', 'windows-1252'), [rejectedFor({ ...bad, message })]);
    const text = iconv.decode(await readReport(database.pool, record, 'rejects'), 'windows-1252');
    expect(text).toContain('a,é,invalid_params,Email,????? “e” is no ?ódz ?.,Mend it.\n');
  });

  test('calls the column at fault by its name in the file', async () => {
    const error = { code: 'rejected', message: 'Too long.', column: 'addresses[0].postal_code' };
    const record = await imported('E-Mail,PLZ,City\na,b,c\n', [
      { outcomes: [{ fate: 'rejected', error_code: 'rejected', error }] },
    ]);
    expect(await rejects(record)).toContain('\na,b,c,rejected,PLZ,Too long.,');
  });

  test('stands guard against formulas in its own cells, and leaves those of the input alone', async () => {
    const record = await imported('Email,Name\n=1@x.com,-\n', [
      rejectedFor({ ...bad, message: '=1@x.com\r\nis bad.' }),
    ]);
    expect(await rejects(record)).toContain("\n=1@x.com,-,invalid_params,Email,'=1@x.com is bad.,Mend it.\n");
  });

  test('keeps the rows of one customer together, those without a fate included', async () => {
    const record = await imported('Email,City\na@x.com,A\n,B\n,C\nd@x.com,D\n', [
      rejectedFor(bad),
      { continues: 0, outcomes: [{ fate: 'rejected', error_code: bad.code, error: bad, duplicate_of: 0 }] },
      { continues: 0 },
      { outcomes: [{ fate: 'created' }] },
    ]);
    const part = 'invalid_params,Email,Part of the customer on line 2: It is bad.,Mend it.';
    expect(await rejects(record)).toBe(`Email,City,${names}\na@x.com,A,${told}\n,B,${part}\n,C,${part}\n`);
  });

  test('lines up where rows end in a delimiter that the header lacks', async () => {
    const record = await imported('Email,Name\na,b,\nc,d, \ne,f,""\n', []);
    const text = await rejects(record);
    expect(text).toBe(`Email,Name,${names}\na,b,${told}\nc,d, ${told}\ne,f,${told}\n`);
    expect((await recordsOf(text)).map(({ fault }) => fault)).toEqual([undefined, undefined, undefined]);
  });

  test('lines up where rows lack the cells of columns without a name', async () => {
    const record = await imported('Email,Name,,\na,b\nc,d,\n', [rejectedFor(bad), rejectedFor(bad)]);
    const text = await rejects(record);
    expect(text).toBe(`Email,Name,,,${names}\na,b,,,${told}\nc,d,,,${told}\n`);
    expect((await recordsOf(text)).map(({ fault }) => fault)).toEqual([undefined, undefined]);
  });

  test('shows a record that cannot be read as it stands, and says so; imported again it is refused again', async () => {
    const text = await rejects(await imported('Email,Name\na,b,c\nd,"e\nf,g\0\nh,i"j\nk,l\n', [rejectedFor(bad)]));
    const lines = text.split('\n');
    expect(lines[1]).toMatch(/^a,b,c,wrong_field_count,,"Line 2 has 3 cells, the header 2\. Its cells do not line up/);
    expect(lines[2]).toMatch(/^d,"e,unclosed_quote,Name,Line 3 cannot be read.* stands at its end\.,/);
    expect(lines[3]).toMatch(/^f,g\0,nul_byte,Name,/);
    expect(lines[4]).toMatch(/^h,i"j,stray_quote,/);
    expect((await recordsOf(text)).map(({ fault }) => fault !== undefined)).toEqual([true, true, true, true, false]);
  });

  test('of which a record is over its bound shows the beginning, on one line', async () => {
    const large = `a,"line\n",${'x'.repeat(1_100_000)}`;
    const text = await rejects(await imported(`Email,Name,Note\n${large}\nb,c,d\n`, [{}, rejectedFor(bad)]));
    const lines = text.split('\n');
    expect(lines[1]).toMatch(
      /^a,"line,record_too_large,.*Only its beginning is shown: take the record from the original/,
    );
    expect(lines.slice(2)).toEqual([`b,c,d,${told}`, '']);
    expect(await recordsOf(text)).toMatchObject([{ fault: {} }, { cells: ['b', 'c', 'd', ...told.split(',')] }]);
  });

  test('that is imported again does not carry its explanations twice', async () => {
    const first = await rejects(await imported('Email,Name\na,"b, c"\nd,e,f\ng,"h\n', [rejectedFor(bad)]));
    const again = await imported(first, [rejectedFor({ ...bad, message: 'Still bad.' })]);
    const lines = (await rejects(again)).split('\n');
    expect(lines[0]).toBe(`Email,Name,${names}`);
    expect(lines[1]).toBe('a,"b, c",invalid_params,Email,Still bad.,Mend it.');
    expect(lines[2]).toMatch(/^d,e,f,wrong_field_count,,"Line 3 has 7 cells, the header 6\./);
    expect(lines[3]).toMatch(/^g,"h,(stray|unclosed)_quote,/);
    expect(lines).toHaveLength(5);
  });

  test('made of a warnings file drops the warnings, and of a row that somebody wrote below nothing', async () => {
    const file = 'Email,Name,warning_code,warning_column,warning,what_to_do\na,b,c_d,e,"f, g",h.\ni,j\n';
    const lines = (await rejects(await imported(file, [rejectedFor(bad)]))).split('\n');
    expect(lines.slice(0, 2)).toEqual([`Email,Name,${names}`, `a,b,${told}`]);
    expect(lines[2]).toMatch(/^i,j,wrong_field_count,/);
  });

  test("leaves a column of the user's own that is called error where it is", async () => {
    const first = await rejects(await imported('Email,Error\na,mine\n', [rejectedFor(bad)]));
    expect(first).toBe(`Email,Error,error_code,error_column,rollcall_error,what_to_do\na,mine,${told}\n`);
    expect(await rejects(await imported(first, [rejectedFor(bad)]))).toBe(first);
  });

  test('is mapped as its input was', async () => {
    const header =
      'First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt'.split(
        ',',
      );
    const cells = header.map(() => '');
    const record = await imported(`${header.join(',')}\n${cells.join(',')}\n`, [rejectedFor(bad)]);
    const source = await openSource(Readable.from([await readReport(database.pool, record, 'rejects')]));
    await source.close();
    const { template, columns } = proposeMapping({ header: source.info.header!, samples: [], json: false });
    const own = proposeMapping({ header, samples: [], json: false });
    expect(template).toEqual(own.template);
    expect(columns.slice(0, header.length)).toEqual(own.columns);
    expect(columns.slice(header.length).map(({ target }) => target)).toEqual([null, null, null, null]);
  });
});

describe('rejects of JSON', () => {
  test('keep the text of each object and add four keys', async () => {
    const file = '{ "email": "a", "id": 12345678901234567890 }\n{}\n{"email":"ok"}\n';
    const record = await imported(file, [rejectedFor(bad), rejectedFor(bad), { outcomes: [{ fate: 'created' }] }]);
    expect(await rejects(record)).toBe(`{ "email": "a", "id": 12345678901234567890 ,${toldKeys}}\n{${toldKeys}}\n`);
  });

  test('hold the elements of an array, however it is laid out, one a line', async () => {
    const file = JSON.stringify([{ email: 'a\nb', tags: ['x', 'y'] }, { email: 'c' }], undefined, 2);
    const text = await rejects(await imported(file.replaceAll('\n', '\r\n'), [rejectedFor(bad), rejectedFor(bad)]));
    expect(text).toBe(
      `{ "email": "a\\nb", "tags": [ "x", "y" ] ,${toldKeys}}\r\n{ "email": "c" ,${toldKeys}}\r\n`.replaceAll(
        ' ,',
        ' ,',
      ),
    );
    expect((await recordsOf(text)).map(({ object }) => object)).toMatchObject([
      { email: 'a\nb', tags: ['x', 'y'] },
      { email: 'c' },
    ]);
  });

  test('tell of a record that is no JSON on its own line, and it stays none', async () => {
    const first = await rejects(await imported('{"email":"a"}\n{"email": "b\n[1]\n"c"\n', [rejectedFor(bad)]));
    const lines = first.split('\n');
    expect(lines[0]).toBe(`{"email":"a",${toldKeys}}`);
    expect(lines[1]).toMatch(
      /^\{"email": "b \{"error_code":"invalid_json","error_column":"","error":"Line 2 is not JSON/,
    );
    expect(lines[2]).toMatch(/^\[1\] \{"error_code":"not_an_object"/);
    expect((await recordsOf(first)).map(({ fault }) => fault !== undefined)).toEqual([false, true, true, true]);
    const again = (await rejects(await imported(first, [rejectedFor(bad)]))).split('\n');
    expect(again[0]).toBe(lines[0]);
    expect(again[1]).toMatch(
      /^\{"email": "b \{"error_code":"invalid_json","error_column":"","error":"Line 2 is not JSON[^{}]*\}$/,
    );
    expect(again[2]).toMatch(/^\[1\] \{"error_code":"invalid_json"[^{}]*\}$/);
  });

  test('drop the keys of an earlier report, and no key of the user', async () => {
    const file = `{"email":"a","error":"mine"}\n{"error":"mine" , "warning_code" : "x", "warning_column":"", "warning":"say \\"so\\"", "what_to_do":"z" }\n`;
    const text = await rejects(await imported(file, [rejectedFor(bad), rejectedFor(bad)]));
    const keys = toldKeys.replace('"error":', '"rollcall_error":');
    expect(text).toBe(`{"email":"a","error":"mine",${keys}}\n{"error":"mine" ,${keys}}\n`);
    expect(await rejects(await imported(text, [rejectedFor(bad), rejectedFor(bad)]))).toBe(text);
  });

  test('escape what Windows-1252 lacks', async () => {
    const file = encode('{"email":"é“"}\n', 'windows-1252');
    const record = await imported(file, [rejectedFor({ ...bad, message: 'Ł😀' })]);
    const text = iconv.decode(await readReport(database.pool, record, 'rejects'), 'windows-1252');
    expect(text).toContain('{"email":"é“","error_code"');
    expect(JSON.parse(text)).toMatchObject({ email: 'é“', error: 'Ł😀' });
  });
});

function imported(file: string | Buffer, rows: GivenRow[]): Promise<ImportRecord> {
  return stagedImport(database.pool, file, ({ index }) => rows[index] ?? rejectedFor(bad));
}

async function rejects(record: ImportRecord): Promise<string> {
  return (await readReport(database.pool, record, 'rejects')).toString();
}

async function recordsOf(text: string): Promise<SourceRecord[]> {
  const source = await openSource(Readable.from([Buffer.from(text)]));
  const records: SourceRecord[] = [];
  for await (const batch of source.records) records.push(...batch);
  await source.close();
  return records;
}

/** iconv-lite drops what Windows-1252 leaves unassigned. */
function encode(text: string, encoding: string): Buffer {
  if (encoding !== 'windows-1252') return iconv.encode(text, encoding);
  return Buffer.concat(
    [...text].map((character) => (character === '\x81' ? Buffer.from([0x81]) : iconv.encode(character, encoding))),
  );
}
