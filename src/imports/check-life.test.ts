import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whileSigning } from './check-life.ts';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

const file = 'email,first_name,last_name\na@x.example,Ana,Ruiz\n';
/** The import is made so old that only signs keep it from being given up. */
const age = (id: string) =>
  opened.pool.query(`update rollcall.imports set created_at = now() - interval '1 day' where id = $1`, [id]);
const until = (isSo: () => Promise<boolean> | boolean) => expect.poll(isSo, { interval: 10 }).toBe(true);

test('an import whose file still comes in, or is read, is not taken for one whose process died', async () => {
  const { imports } = opened;
  const content = new PassThrough();
  content.write(file);
  const uploading = imports.upload({ file: 'slow.csv', content, maxBytes: 1_000 });
  await until(async () => (await imports.list()).some(({ live }) => live));
  const id = (await imports.list())[0]!.id;
  await age(id);
  expect(await imports.get(id)).toMatchObject({ state: 'checking', live: { worker: expect.any(String) } });
  expect(await imports.get(id)).not.toHaveProperty('reason');
  content.end('b@x.example,Bea,Ruiz\n');
  await uploading;
  const checked = await imports.checking(id)!.done;
  expect(checked).toMatchObject({ state: 'ready', rows: 2 });
  expect(checked).not.toHaveProperty('live');

  const slow = new PassThrough();
  slow.write(file);
  const checking = imports.check(id, { input: slow });
  await until(async () => (await imports.get(id)).state === 'checking');
  expect(await imports.get(id)).toMatchObject({ live: { worker: expect.any(String) } });
  expect(await imports.get(id)).not.toHaveProperty('reason');
  slow.end();
  expect(await checking).toMatchObject({ state: 'ready', rows: 1 });
});

test('a process that only slept takes back what was said of it, and goes on giving signs', async () => {
  const { imports, pool } = opened;
  const { id, no } = await imports.create({ file: 'sleeps.csv', credentialsId: 'main' });
  await age(id);
  /** Again, where a sign comes between the two. */
  const sleep = () =>
    expect
      .poll(async () => {
        await pool.query(`update rollcall.imports set live = jsonb_set(live, '{at}', '0') where no = $1`, [no]);
        return (await imports.get(id)).reason;
      })
      .toMatchObject({ code: 'interrupted' });
  await whileSigning(
    pool,
    no,
    async () => {
      await sleep();
      await until(async () => !(await imports.get(id)).reason);
      expect((await imports.get(id)).live).toMatchObject({ at: expect.any(Number) });
    },
    50,
  );
  expect(await imports.get(id)).toMatchObject({ state: 'checking', live: { worker: expect.any(String) } });
});

test('a check that its user breaks off is no trouble of the import', async () => {
  const { imports } = opened;
  const { id } = await imports.create({ file: 'long.csv', credentialsId: 'main' });
  const slow = new PassThrough();
  slow.write(file);
  const stop = new AbortController();
  const checking = imports.check(id, { input: slow, signal: stop.signal });
  await until(() => imports.checking(id) !== undefined);
  stop.abort();
  await expect(checking).rejects.toThrow();
  expect(await imports.cancel(id)).toMatchObject({ state: 'cancelled', reason: { code: 'cancelled' } });
});
