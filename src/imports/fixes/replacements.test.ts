import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import type { ImportRecord } from '../import.ts';
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

async function uploaded(content: string): Promise<ImportRecord> {
  const { id } = await opened.imports.upload({
    file: 'people.csv',
    credentialsId: 'main',
    content: Readable.from([Buffer.from(content)], { objectMode: false }),
    maxBytes: 100_000_000,
  });
  return opened.imports.checking(id)!.done;
}

const header = 'Email,First name,Last name,Address 1,City,Country,Password';
const countries = (...names: string[]) =>
  [header, ...names.map((name, at) => `p${at}@values.example,Ana,Ruiz,Calle ${at},Madrid,${name},s3cret`), ''].join(
    '\n',
  );
const replace = (id: string, column: string, from: string, to: string | null) =>
  opened.imports.fix(id, undefined, [{ column, from, to }]);
const valuesOf = (id: string, column = 'Country', code = 'invalid_params', limit?: number) =>
  opened.imports.problemValues(id, { code, column, ...(limit !== undefined && { limit }) });

describe('the values of a problem', () => {
  test('are counted, the most frequent first, as the cells have them', async () => {
    const { id } = await uploaded(
      countries(
        'Nirgends',
        'Nowhere',
        ' Nirgends ',
        'ES',
        '"No, where"',
        'Nirgends',
        `${'x'.repeat(300)}`,
        '"a ""b"""',
      ),
    );
    expect(await valuesOf(id)).toEqual({
      values: [
        { value: 'Nirgends', count: 3 },
        { value: 'No, where', count: 1 },
        { value: 'Nowhere', count: 1 },
        { value: 'a "b"', count: 1 },
        { value: 'x'.repeat(300), count: 1 },
      ],
      total: 5,
    });
    expect(await valuesOf(id, 'Country', 'invalid_params', 1)).toEqual({
      values: [{ value: 'Nirgends', count: 3 }],
      total: 5,
    });
    expect(await valuesOf(id, 'Country', 'email_missing')).toEqual({ values: [], total: 0 });
    await expect(valuesOf(id, 'Contry')).rejects.toThrow('did you mean "Country"?');
    await expect(valuesOf(id, 'Password')).rejects.toThrow('whose values are not kept');
  });

  test('of a customer in several rows are those of the row that has them', async () => {
    const { id } = await uploaded(
      [
        'email,_website,_store,firstname,lastname,_address_street,_address_city,_address_country_id,_address_postcode',
        'a@several.example,base,,Ana,Ruiz,Calle 1,Madrid,ES,28001',
        ',,,,,Calle 2,Madrid,Nowhere,28002',
        '',
      ].join('\n'),
    );
    expect(await valuesOf(id, '_address_country_id')).toEqual({ values: [{ value: 'Nowhere', count: 1 }], total: 1 });
    await replace(id, '_address_country_id', 'Nowhere', 'ES');
    expect((await opened.imports.check(id)).check).toMatchObject({
      would: { rejected: 0 },
      replaced: [{ column: '_address_country_id', from: 'Nowhere', to: 'ES', rows: 1 }],
    });
  });

  test('of JSON may be numbers, and missing', async () => {
    const { id } = await uploaded(
      [1, 1, '2', ['x']]
        .map((country, at) =>
          JSON.stringify({
            email: `j${at}@values.example`,
            first_name: 'A',
            last_name: 'B',
            country_code: country,
            city: 'X',
            address1: 'Y',
          }),
        )
        .join('\n'),
    );
    expect((await valuesOf(id, 'country_code')).values).toEqual([
      { value: '1', count: 2 },
      { value: '2', count: 1 },
    ]);
    await replace(id, 'country_code', '1', 'ES');
    await replace(id, 'company', '', 'Acme').catch((error) => expect(error.message).toContain('no column "company"'));
    expect((await opened.imports.check(id)).check!.would.rejected).toBe(2);
  });
});

describe('a value that is replaced', () => {
  test('is read so by the next check, and stands so in what is sent and in the rejects', async () => {
    const { id } = await uploaded(countries('Nirgends', ' Nirgends', 'nirgends', 'Atlantis', 'FR'));
    expect(await replace(id, 'Country', 'Nirgends ', 'Germany')).toEqual({
      fixes: 0,
      replacements: 1,
      needs_check: true,
      rows: [],
    });
    expect((await opened.imports.fixes(id)).replacements).toEqual([
      { column: 'Country', from: 'Nirgends', to: 'Germany' },
    ]);
    await opened.imports.check(id);
    expect(await opened.imports.fixes(id)).toEqual({
      fixes: [],
      total: 0,
      replacements: [{ column: 'Country', from: 'Nirgends', to: 'Germany', rows: 2 }],
      needs_check: false,
    });
    expect((await opened.imports.row(id, 3)).record).toBe('p1@values.example,Ana,Ruiz,Calle 1,Madrid,Germany,');
    expect(await valuesOf(id)).toMatchObject({ total: 2 });
    const pieces: Buffer[] = [];
    await replace(id, 'Country', 'Atlantis', 'Atlantis II');
    await opened.imports.check(id);
    for await (const piece of (await opened.imports.readReport(id, 'rejects')).content) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toMatch(/^p3@values.example,Ana,Ruiz,Calle 3,Madrid,Atlantis II,/m);
    expect((await replace(id, 'Country', 'Nirgends', null)).replacements).toBe(1);
    expect((await opened.imports.check(id)).check!.would.rejected).toBe(4);
  });

  test('gives way to a cell that is corrected by itself, whichever came first', async () => {
    const { id } = await uploaded(countries('Nirgends', 'Nirgends', 'Nirgends'));
    const fix = (line: number, value: string | null) => opened.imports.fix(id, [{ line, column: 'Country', value }]);
    await fix(2, 'FR');
    await replace(id, 'Country', 'Nirgends', 'Germany');
    // Judged as the next check will read it.
    expect((await opened.imports.fix(id, [{ line: 4, column: 'City', value: 'Ulm' }])).rows).toMatchObject([
      { rejected: false },
    ]);
    await opened.imports.check(id);
    await fix(3, 'Germany');
    await fix(4, 'Nirgends');
    const { check } = await opened.imports.check(id);
    expect(check).toMatchObject({ would: { rejected: 1 }, fixes_applied: 4, replaced: [{ rows: 0 }] });
    // The file's value was replaced meanwhile, and so it is judged.
    expect((await fix(2, null)).rows).toMatchObject([{ rejected: false }]);
    await replace(id, 'Country', 'Nirgends', 'Italy');
    const records = async () =>
      Promise.all([2, 3, 4].map(async (line) => (await opened.imports.row(id, line)).record.split(',')[5]));
    await opened.imports.check(id);
    expect(await records()).toEqual(['Italy', 'Germany', 'Nirgends']);
  });

  test('is never lost: a start checks first', async () => {
    const { id } = await uploaded(countries('Nirgends', 'Nirgends'));
    await replace(id, 'Country', 'Nirgends', 'Germany');
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 2, rejected: 0 } });
    await expect(replace(id, 'Country', 'Nirgends', 'Italy')).rejects.toThrow('is completed');
  });

  test('is refused where something of the call is unknown, and then nothing of it is kept', async () => {
    const { id } = await uploaded(countries('Nirgends'));
    const good = { column: 'Country', from: 'Nirgends', to: 'DE' };
    for (const [given, param, says] of [
      [{ column: 'Contry', from: 'a', to: 'b' }, 'column', 'did you mean "Country"?'],
      [{ column: 'Password', from: 's3cret', to: 'b' }, 'column', 'never kept as corrections'],
      [{ column: 'City', from: 'a', to: '{"password": "b"}' }, 'column', 'never kept as corrections'],
      [{ column: 'City', from: 'a', to: 'b\0' }, 'to', 'holds a NUL'],
      [{ column: 'City', from: 'x'.repeat(10_001), to: 'b' }, 'from', '10,001 characters'],
      [{ column: 'City', from: 1 as unknown as string, to: 'b' }, 'from', 'must be the text'],
      [{ column: 'City', from: 'a' } as typeof good, 'to', 'null to take'],
    ] as const) {
      const fixes = [{ line: 2, column: 'City', value: 'Ulm' }];
      const error = await opened.imports.fix(id, fixes, [good, given]).catch((thrown) => thrown);
      expect([given, error.param, error.message]).toEqual([
        given,
        `replacements[1].${param}`,
        expect.stringContaining(says),
      ]);
    }
    const bad = [{ line: 9, column: 'City', value: 'Ulm' }];
    await expect(opened.imports.fix(id, bad, [good])).rejects.toThrow('No record');
    expect(await opened.imports.fixes(id)).toMatchObject({ total: 0, replacements: [], needs_check: false });
    await expect(opened.imports.fix(id, undefined, [])).rejects.toThrow('must be a list');
    const many = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, at) => ({ column: 'City', from: `${prefix}${at}`, to: 'Ulm' }));
    await expect(opened.imports.fix(id, undefined, many(1_001, 'a'))).rejects.toThrow('1,001 replacements came');
    expect((await opened.imports.fix(id, undefined, many(1_000, 'a'))).replacements).toBe(1_000);
    await expect(replace(id, 'City', 'one more', 'Ulm')).rejects.toThrow('takes 1,000 replacements');
    await expect(opened.imports.check(id, { options: { map: { City: 'new_password' } } })).rejects.toThrow(
      'never kept as a correction',
    );
  });
});

test('replacements are personal data, and are deleted with the rows of their import', async () => {
  const { imports, pool } = opened;
  const { id, no } = await uploaded(countries('Nirgends'));
  await replace(id, 'Country', 'Nirgends', 'DE');
  const kept = async () =>
    (await pool.query('select to_text from rollcall.import_replacements where import_no = $1', [no])).rows;
  expect(await kept()).toEqual([{ to_text: 'DE' }]);
  await imports.cancel(id);
  expect(await imports.purge({ olderThanDays: 0 })).toContain(id);
  expect(await kept()).toEqual([]);
});
