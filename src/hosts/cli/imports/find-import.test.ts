import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../../../imports/fixtures/serve-imports.ts';
import { findImport } from './find-import.ts';
import { createObserver } from './observe-run.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

async function importNamed(id: string, file: string): Promise<void> {
  const record = await opened.check('email,first_name,last_name\na@x.example,Ana,Ruiz\n');
  await opened.pool.query('update rollcall.imports set id = $2, file = $3 where no = $1', [record.no, id, file]);
}

const say = async (id: string) =>
  findImport(opened.imports, id).then(
    (record) => record.file,
    (error: Error) => error.message,
  );

test('an import is found by the beginning of its id, alone or after imp_, and then is there with its check', async () => {
  await importNamed('imp_aa22222222', 'a.csv');
  await importNamed('imp_ab22222222', 'b.csv');
  await importNamed('imp_ab2222222', 'short.csv');
  expect(await say('aa')).toBe('a.csv');
  expect(await say('imp_aa2')).toBe('a.csv');
  expect(await say('imp_ab2222222')).toBe('short.csv');
  expect(await say('ab')).toBe('2 imports begin with "ab": imp_ab2222222 (short.csv), imp_ab22222222 (b.csv).');
  for (const none of ['%', '_', 'p_a', 'imp_c']) expect(await say(none)).toContain(`There is no import "${none}".`);
  expect(await findImport(opened.imports, 'aa')).toMatchObject({
    check: { rows: 1 },
    proposal: { columns: [{}, {}, {}] },
  });
});

test('a list of imports leaves out what their checks found', async () => {
  const [first] = await opened.imports.list();
  const { check, proposal, ...whole } = await opened.imports.get(first!.id);
  expect([check, proposal]).toEqual([expect.any(Object), expect.any(Object)]);
  expect(first).toStrictEqual(whole);
});

test('an import that is queued tells which one of its store it waits for', async () => {
  const [waiting, ahead] = await opened.imports.list();
  await opened.pool.query(`update rollcall.imports set state = 'queued' where id = $1`, [waiting!.id]);
  const said: string[] = [];
  let ms = 0;
  const observer = createObserver({
    imports: opened.imports,
    progress: { say: (line) => void said.push(line) },
    now: () => ms,
  });
  const note = async () => {
    ms += 2_500;
    return observer.note(await opened.imports.get(waiting!.id));
  };
  expect(await note()).toBeUndefined();
  expect(await note()).toBe('waiting for the store');
  // One of another store is in nobody's way.
  await opened.pool.query(`update rollcall.imports set state = 'running', store_key = 'x' where id = $1`, [ahead!.id]);
  expect(await note()).toBe('waiting for the store');
  await opened.pool.query('update rollcall.imports set store_key = $2 where id = $1', [ahead!.id, ahead!.storeKey]);
  expect(await note()).toBe('queued behind another import of this store');
  expect(said.at(-1)).toBe(`This import is queued behind another import of this store: ${ahead!.id} (${ahead!.file}).`);
});
