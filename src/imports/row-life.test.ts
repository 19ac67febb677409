import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

/** The email of the row on each line; `none` where there is no row. */
async function emailsOn(id: string, lines: number[]): Promise<string[]> {
  const found = lines.map((line) =>
    opened.imports.row(id, line).then(
      ({ email }) => email ?? '',
      ({ code }) => (code === 'not_found' ? 'none' : code),
    ),
  );
  return Promise.all(found);
}

test('a line belongs to the row that begins on it or goes on over it, and none after the end does', async () => {
  const { id } = await opened.check(
    'email,first_name,last_name\na@x.example,Ana,Ruiz\nb@x.example,"Bea\nof\nB",Ruiz\nc@x.example,"Cleo\nof C",Ruiz\n\n',
  );
  expect(await emailsOn(id, [1, 2, 3, 5, 6, 7, 8, 9, 900])).toEqual([
    'none',
    'a@x.example',
    'b@x.example',
    'b@x.example',
    'c@x.example',
    'c@x.example',
    'none',
    'none',
    'none',
  ]);
  await expect(opened.imports.row(id, 900)).rejects.toThrow(
    'Line 900 is after the last record of customers.csv, which begins on line 6. It has 3 records.',
  );
});

test('records of a JSON array are found on their lines, however many share one', async () => {
  const person = (name: string) => `{ "email": "${name}@j.example",\n"first_name": "A", "last_name": "B" }`;
  const { id } = await opened.check(`[${person('a')}, ${person('b')}, ${person('c')}, ${person('d')}\n]\n`);
  expect(await emailsOn(id, [5, 6, 7])).toEqual(['d@j.example', 'none', 'none']);
  const flat = ['a', 'b', 'c'].map((name) => person(name).replaceAll('\n', '')).join(', ');
  const { id: second } = await opened.check(`[\n${flat},\n${flat.replaceAll('@j.', '@k.')}]`);
  expect(await emailsOn(second, [2, 3, 4])).toEqual(['c@j.example', 'c@k.example', 'none']);
});

test('problems of one code are found without opening those of all other rows', async () => {
  const { id, no } = await opened.check(
    ['email,first_name,last_name', ',A,B', 'b@x.example,A,B', ',A,B', 'bad,A,B', ''].join('\n'),
  );
  // What no statement may open: it is no JSON.
  await opened.pool.query(`update rollcall.import_rows_${no} set problems = '[not opened' where row_no = 0`);
  const lines = async (code: string) => (await opened.imports.problems(id, { code })).problems.map(({ line }) => line);
  expect(await lines('invalid_params')).toEqual([5]);
  for (const code of ['%', '_', `x" or '`, 'nvalid']) expect(await lines(code)).toEqual([]);
});

test('what is sent for a row has the names of what is to be made, and a consent only where consent is carried', async () => {
  const file = 'email,first_name,last_name,customer_group,Size,newsletter\na@s.example,A,B,VIP,42,yes\n';
  const options = { create_missing: true, map: { Size: 'attributes.Size', newsletter: 'newsletter' } };
  const customer = {
    email: 'a@s.example',
    first_name: 'A',
    last_name: 'B',
    customer_group: 'VIP',
    attributes: [{ attribute: 'Size', attribute_value: '42' }],
  };
  for (const newsletter of [false, true]) {
    const { id } = await opened.check(file, { ...options, newsletter });
    const { sends } = await opened.imports.row(id, 2);
    expect(sends).toEqual({ customer, ...(newsletter && { newsletter: 'subscribed' }) });
  }
});
