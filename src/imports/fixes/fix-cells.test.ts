import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import type { ImportRecord } from '../import.ts';
import type { GivenOptions } from '../imports.ts';
import type { ImportWorker } from '../worker.ts';

let opened: ServedImports;
let worker: ImportWorker;

beforeAll(async () => {
  opened = await serveImports();
  worker = await opened.imports.work();
});
afterAll(async () => {
  await worker.stop();
  await opened.close();
});

/** A file that is kept, checked. */
async function uploaded(content: string | Buffer, options: GivenOptions = {}): Promise<ImportRecord> {
  const { id } = await opened.imports.upload({
    file: 'people.csv',
    credentialsId: 'main',
    content: Readable.from([Buffer.from(content)], { objectMode: false }),
    maxBytes: 10_000_000,
    options,
  });
  return opened.imports.checking(id)!.done;
}

const csv = (...rows: string[]) => ['Email,First name,Last name,Company', ...rows, ''].join('\n');
const fix = (id: string, line: number, column: string, value: string | null, row?: number) =>
  opened.imports.fix(id, [{ line, column, value, ...(row !== undefined && { row }) }]);
const textOf = async (id: string, kind: 'rejects' | 'warnings') => {
  const pieces: Buffer[] = [];
  for await (const piece of (await opened.imports.readReport(id, kind)).content) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('a cell that is corrected', () => {
  test('is judged at once, counts from the next check on, and leaves the file as it is', async () => {
    const { id } = await uploaded(csv('bad,Ana,Ruiz,', 'b@x.example,Bea,,', 'c@x.example,Cleo,Gil,'));
    const first = await fix(id, 2, 'Email', 'ana@x.example');
    expect(first).toEqual({
      fixes: 1,
      replacements: 0,
      needs_check: true,
      rows: [{ row: 0, line: 2, email: 'ana@x.example', rejected: false, problems: [] }],
    });
    const second = await opened.imports.fix(id, [
      { line: 3, column: 'Last name', value: 'Gómez' },
      { line: 2, column: 'Email', value: 'still bad' },
    ]);
    expect(second.fixes).toBe(2);
    expect(
      second.rows.map(({ line, rejected, problems }) => [line, rejected, problems.map(({ code }) => code)]),
    ).toEqual([
      [2, true, ['invalid_params']],
      [3, false, []],
    ]);
    await fix(id, 2, 'Email', 'ana@x.example');
    expect((await opened.imports.get(id)).check!.would).toMatchObject({ rejected: 2 });
    expect((await opened.imports.fixes(id)).fixes).toEqual([
      { row: 0, line: 2, column: 'Email', value: 'ana@x.example', former: 'bad' },
      { row: 1, line: 3, column: 'Last name', value: 'Gómez', former: '' },
    ]);
    const checked = await opened.imports.check(id);
    expect(checked.check).toMatchObject({ would: { created: 3, rejected: 0 }, problems: [], fixes_applied: 2 });
    expect(await opened.imports.fixes(id)).toMatchObject({ total: 2, needs_check: false });
    expect(await opened.imports.row(id, 3)).toMatchObject({
      record: 'b@x.example,Bea,Gómez,',
      cells: { Email: 'b@x.example', 'Last name': 'Gómez' },
      sends: { customer: { last_name: 'Gómez' } },
    });
    const back = await fix(id, 2, 'Email', null);
    expect(back).toMatchObject({ fixes: 1, needs_check: true, rows: [{ rejected: true, email: 'bad' }] });
    expect((await opened.imports.check(id)).check!.would).toMatchObject({ created: 2, rejected: 1 });
  });

  test('is never lost: a start checks first, and what came meanwhile stops it', async () => {
    const { id, no } = await uploaded(csv('bad,Ana,Ruiz,', 'b@fixed.example,Bea,Gil,'));
    await fix(id, 2, 'Email', 'a@fixed.example');
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 2, rejected: 0 } });
    await expect(fix(id, 2, 'Email', 'late@fixed.example')).rejects.toThrow(
      'is completed: cells can be corrected until',
    );
    const other = await uploaded(csv('bad,Ana,Ruiz,'));
    await fix(other.id, 2, 'Email', 'o@fixed.example');
    // As a start meets it whose check was through before the correction came.
    const { controlImports } = await import('../control-imports.ts');
    const control = controlImports({ pool: opened.pool, queue: () => Promise.reject(new Error('not reached')) });
    await expect(control.start(other, other.options)).rejects.toThrow('corrected at this very moment');
    expect((await opened.imports.get(other.id)).state).toBe('ready');
    expect(no).toBeGreaterThan(0);
  });

  test('keeps the options of the check, which the next check has as well', async () => {
    const { id } = await uploaded(csv('a@opt.example,,,Old', 'bad,,,'));
    await opened.imports.check(id, { options: { if_exists: 'update', if_missing: 'skip', map: { Company: 'notes' } } });
    expect(await fix(id, 3, 'Email', 'b@opt.example')).toMatchObject({ rows: [{ problems: [] }] });
    const { options, proposal, check } = await opened.imports.check(id);
    expect(options).toMatchObject({ if_exists: 'update', if_missing: 'skip', map: { Company: 'notes' } });
    expect(proposal!.mapping.columns.Company).toBe('notes');
    expect(check!.would).toMatchObject({ updated: 2, rejected: 0 });
  });

  test('that makes the email of another row is told as such', async () => {
    const { id } = await uploaded(csv('a@dup.example,A,B,', 'bad,A,B,', 'worse,A,B,'));
    const { rows } = await opened.imports.fix(id, [
      { line: 3, column: 'Email', value: 'A@dup.example' },
      { line: 4, column: 'Email', value: 'a@dup.example' },
    ]);
    expect(rows.map(({ problems }) => problems.map(({ code, first_line }) => [code, first_line]))).toEqual([
      [['duplicate_row', 2]],
      [['duplicate_row', 2]],
    ]);
    expect((await opened.imports.check(id)).check!.duplicates).toBe(2);
  });

  test('of which something is unknown is refused, and none of the call is kept', async () => {
    const { id } = await uploaded(
      csv('bad,Ana,Ruiz,', 'x@x.example,Ana,Ruiz', '"a@x.example","An\na",Ruiz,').replace('Company', 'Password'),
    );
    for (const [given, says] of [
      [{ line: 9, column: 'Email', value: 'x' }, 'No record of people.csv begins on line 9'],
      [{ line: 5, column: 'Email', value: 'x' }, 'No record of people.csv begins on line 5'],
      [{ line: 2, row: 7, column: 'Email', value: 'x' }, 'has the number 7'],
      [{ line: 2, column: 'E-mail', value: 'x' }, 'did you mean "Email"?'],
      [{ line: 3, column: 'Email', value: 'x' }, 'has 3 cells, the header 4'],
      [{ line: 2, column: 'Password', value: 'secret' }, 'never kept as corrections'],
      [{ line: 2, column: 'Email', value: '{"password": "x"}' }, 'never kept as corrections'],
      [{ line: 2, column: 'Email', value: 'x\0' }, 'holds a NUL'],
      [{ line: 2, column: 'Email', value: 'x'.repeat(10_001) }, 'has 10,001 characters'],
    ] as const) {
      const good = { line: 4, column: 'First name', value: 'Ana' };
      const error = await opened.imports.fix(id, [good, given]).catch((thrown) => thrown);
      expect([given, error.code, error.message]).toEqual([given, 'invalid_params', expect.stringContaining(says)]);
      expect(error.param).toMatch(/^fixes\[1\]\./);
    }
    expect(await opened.imports.fixes(id)).toMatchObject({ total: 0, needs_check: false });
    await expect(opened.imports.fix(id, [])).rejects.toThrow('must be a list');
    const many = Array.from({ length: 1_001 }, () => ({ line: 2, column: 'Email', value: 'x' }));
    await expect(opened.imports.fix(id, many)).rejects.toThrow('1,001 corrections came');
  });

  test('is not carried as a password by a later mapping', async () => {
    const { id } = await uploaded(csv('a@pass.example,Ana,Ruiz,Acme'));
    await fix(id, 2, 'Company', 'hunter2');
    await expect(opened.imports.check(id, { options: { map: { Company: 'new_password' } } })).rejects.toThrow(
      'never kept as a correction',
    );
    await fix(id, 2, 'Company', null);
    const checked = await opened.imports.check(id, { options: { map: { Company: 'new_password' } } });
    expect(checked.state).toBe('ready');
    await expect(fix(id, 2, 'Company', 'hunter2')).rejects.toThrow('never kept');
  });

  test('of a row that only continues another is refused, and a customer is judged with all its rows', async () => {
    const { id, proposal } = await uploaded(
      [
        'email,_website,_store,firstname,lastname,_address_street,_address_city,_address_country_id,_address_postcode',
        'bad,base,,Ana,Ruiz,Calle 1,Madrid,ES,28001',
        ',,,,,Calle 2,Madrid,Nowhere,28002',
        'b@cont.example,base,,Bea,Gil,Calle 3,Madrid,ES,28003',
        '',
      ].join('\n'),
    );
    expect(proposal!.template?.id).toBe('magento');
    await expect(fix(id, 3, '_address_city', 'Toledo')).rejects.toThrow('only adds an address');
    const judged = await fix(id, 2, 'email', 'a@cont.example');
    expect(judged.rows).toEqual([
      {
        row: 0,
        line: 2,
        email: 'a@cont.example',
        rejected: expect.any(Boolean),
        problems: [expect.objectContaining({ column: '_address_country_id' })],
      },
    ]);
    await opened.imports.check(id);
    const { problems } = await opened.imports.problems(id);
    expect(problems.map(({ line, code, column, message }) => ({ line, code, column, message }))).toEqual(
      judged.rows[0]!.problems.map(({ code, column, message }) => ({ line: 2, code, column, message })),
    );
  });

  test('needs the file: one that was imported from a terminal is to be corrected itself', async () => {
    const { id } = await opened.check(csv('bad,Ana,Ruiz,'));
    await expect(fix(id, 2, 'Email', 'a@x.example')).rejects.toThrow(
      'correct the cells in the file itself. Then import it',
    );
  });

  test('stands in the rejects as corrected, with characters that the encoding of the file lacks', async () => {
    const bytes = Buffer.from(`${csv('bad,Jos\xe9,Ruiz,', 'worse,\xc0na,Gil,')}`, 'latin1');
    const { id, source } = await uploaded(bytes);
    expect(source!.encoding).toBe('windows-1252');
    await fix(id, 2, 'Last name', 'Łukasiewicz; "the; one"');
    await opened.imports.start(id);
    expect((await opened.rest(id)).counts).toMatchObject({ rejected: 2 });
    const text = (await textOf(id, 'rejects')).toString('utf8');
    expect(text.startsWith('\ufeffEmail,')).toBe(true);
    expect(text).toContain('bad,José,"Łukasiewicz; ""the; one""",,invalid_params');
    expect(text).toContain('worse,Àna,Gil,,invalid_params');
    expect((await opened.imports.readReport(id, 'rejects')).contentType).toContain('utf-8');
    const again = await uploaded(text);
    expect((await opened.imports.row(again.id, 2)).cells).toMatchObject({ 'Last name': 'Łukasiewicz; "the; one"' });
  });

  test('is gone with the rows of the import', async () => {
    const { id, no } = await uploaded(csv('bad,Ana,Ruiz,'));
    await fix(id, 2, 'Email', 'gone@x.example');
    await opened.imports.cancel(id);
    await opened.imports.purge({ olderThanDays: 0, now: new Date(Date.now() + 86_400_000) });
    const { rows } = await opened.pool.query('select to_regclass($1) as there', [`rollcall.import_fixes_${no}`]);
    expect(rows).toEqual([{ there: null }]);
    expect(await opened.imports.fixes(id)).toEqual({ fixes: [], total: 0, replacements: [], needs_check: false });
  });
});

describe('a value of JSON that is corrected', () => {
  test('may stand anywhere, or nowhere yet', async () => {
    const { id } = await uploaded(
      [
        '{"email":"bad", "first_name":"A","last_name":"B","at":{"zip":1.50,"city":null}}',
        '{"email":"b@json.example","first_name":"A"}',
        '',
      ].join('\n'),
      { map: { 'at.zip': 'zip' } },
    );
    const { rows } = await opened.imports.fix(id, [
      { line: 1, column: 'email', value: 'a@json.example' },
      { line: 1, column: 'at.city', value: 'Madrid' },
      { line: 2, column: 'last_name', value: 'C "D"' },
      { line: 2, column: 'at.zip', value: '28001' },
    ]);
    expect(rows.map(({ rejected }) => rejected)).toEqual([false, false]);
    const record = async (line: number) => (await opened.imports.row(id, line)).record;
    const texts = [
      '{"email":"a@json.example", "first_name":"A","last_name":"B","at":{"zip":1.50,"city":"Madrid"}}',
      '{"email":"b@json.example","first_name":"A","last_name":"C \\"D\\"","at.zip":"28001"}',
    ];
    expect([await record(1), await record(2)]).toEqual(texts);
    await opened.imports.check(id);
    expect(await record(1)).toBe(texts[0]);
    expect(JSON.parse(await record(2))).toEqual(JSON.parse(texts[1]!));
    await opened.imports.fix(id, [
      { line: 2, column: 'at.zip', value: null },
      { line: 2, column: 'last_name', value: null },
      { line: 1, column: 'at.city', value: null },
    ]);
    expect(await record(2)).toBe('{"email":"b@json.example","first_name":"A"}');
    expect(await record(1)).toContain('"city":null');
    await expect(fix(id, 1, 'at', 'x')).rejects.toThrow('holds an object');
  });

  test('is told apart from others on its line by its number', async () => {
    const { id } = await uploaded('[{"email":"a@row.example","name":"A B"}, {"email":"bad","name":"A B"}]');
    await expect(fix(id, 1, 'email', 'x@row.example')).rejects.toThrow('2 records begin on line 1');
    expect(await fix(id, 1, 'email', 'b@row.example', 1)).toMatchObject({ rows: [{ row: 1, problems: [] }] });
    expect((await opened.imports.check(id)).check!.would).toMatchObject({ created: 2 });
  });
});
