import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { controlImports } from './control-imports.ts';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

test('a retry does not bring back an import that is cancelled at that very moment', async () => {
  const { pool, imports } = opened;
  const { id, no } = await opened.check('email,first_name,last_name\na@example.com,A,B\n');
  await pool.query(
    `insert into rollcall.import_outcomes_${no} (import_no, row_no, epoch, fate) values ($1, 0, 1, 'failed')`,
    [no],
  );
  await pool.query(`update rollcall.imports set state = 'paused', failed = 1 where no = $1`, [no]);
  const other = await pool.connect();
  try {
    await other.query('begin');
    await other.query(`update rollcall.imports set state = 'cancelled' where no = $1`, [no]);
    const retried = imports.retry(id).then(
      () => 'retried',
      (error: Error) => error.message,
    );
    const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%rollcall.imports%'`;
    while ((await pool.query(waits)).rowCount === 0) await sleep(20);
    await other.query('commit');
    expect(await retried).toBe(`Import ${id} is cancelled: it was changed at this very moment.`);
  } finally {
    other.release();
  }
  expect(await imports.get(id)).toMatchObject({ state: 'cancelled', counts: { failed: 1 } });
});

test('a cancel that cannot erase the passwords leaves the import as it was, and works the next time', async () => {
  const { pool, imports } = opened;
  const { id, no } = await opened.check('email,first_name,last_name,password\na@example.com,A,B,Secret123!\n', {
    map: { password: 'new_password' },
  });
  const queue = () => Promise.reject(new Error('Nothing is queued.'));
  const control = controlImports({ pool: failingOnce(pool, /set secret = null/), queue });
  await expect(control.cancel(id)).rejects.toThrow('Connection terminated');
  expect((await imports.get(id)).state).toBe('ready');
  await imports.cancel(id);
  const { rows } = await pool.query(`select secret from rollcall.import_rows_${no}`);
  expect([(await imports.get(id)).state, rows]).toEqual(['cancelled', [{ secret: null }]]);
});

/** The database, which goes away before it takes a statement. */
function failingOnce(pool: pg.Pool, of: RegExp): pg.Pool {
  const guard =
    (target: pg.Pool | pg.PoolClient): unknown =>
    (text: string, values?: unknown[]) =>
      of.test(text) ? Promise.reject(new Error('Connection terminated')) : target.query(text, values);
  return {
    query: guard(pool),
    async connect() {
      const client = await pool.connect();
      return { query: guard(client), release: client.release.bind(client) };
    },
  } as unknown as pg.Pool;
}
