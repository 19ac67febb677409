import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { driveStore } from './drive-store.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

/** A worker has the import in hand, and its user asks something of it. */
async function running(wanted: 'pause' | 'cancel'): Promise<ImportRecord> {
  const record = await opened.check('email,first_name,last_name,password\na@example.com,A,B,Secret123!\n', {
    map: { password: 'new_password' },
  });
  await opened.pool.query(
    `update rollcall.imports set state = 'running', queued_at = now(), started_at = now(), wanted = $2 where no = $1`,
    [record.no, wanted],
  );
  return record;
}

/** The database, whose connection breaks once the statement has taken effect: its reply is lost. */
function losingReplies(of: RegExp): Queryable {
  let isLost = false;
  const query = async (...args: Parameters<Queryable['query']>) => {
    const reply = await opened.pool.query(...args);
    const { text = '' } = args[0] as unknown as { text?: string };
    if (isLost || !of.test(text)) return reply;
    isLost = true;
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  };
  return { query } as unknown as Queryable;
}

async function drive(db: Queryable, record: ImportRecord): Promise<void> {
  const { clock } = await opened.stores.open('main');
  await driveStore({
    db,
    clock,
    storeKey: record.storeKey,
    worker: 'test',
    openStore: () => Promise.reject(new Error('The import was sent.')),
    unseal: String,
    signal: AbortSignal.timeout(170_000),
    watch: () => () => undefined,
  });
}

async function secretsOf({ no }: ImportRecord): Promise<number> {
  const { rows } = await opened.pool.query(
    `select count(secret)::integer as count from rollcall.import_rows_${no} where secret is not null`,
  );
  return rows[0].count;
}

describe('an import whose worker loses the database at the moment in which it comes to rest', () => {
  const atRest = /set wanted = null, live/;

  test('stays cancelled, and its passwords are gone', async () => {
    const record = await running('cancel');
    expect(await secretsOf(record)).toBe(1);
    await drive(losingReplies(atRest), record);
    expect(await opened.imports.get(record.id)).toMatchObject({ state: 'cancelled', reason: { code: 'cancelled' } });
    expect(await secretsOf(record)).toBe(0);
  });

  test('stays paused, and keeps what it needs to go on', async () => {
    const record = await running('pause');
    await drive(losingReplies(atRest), record);
    expect(await opened.imports.get(record.id)).toMatchObject({ state: 'paused', reason: { code: 'paused' } });
    expect(await secretsOf(record)).toBe(1);
  });
});
