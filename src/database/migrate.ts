import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { errorCode, SetupError } from './setup-error.ts';

export type Migration = { number: number; name: string; sql: string; checksum: string };

/** The numbered files of a folder, in order. */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // A checkout on Windows may turn the line ends; that is no change.
      const sql = readFileSync(new URL(encodeURIComponent(name), folder), 'utf8').replaceAll('\r\n', '\n');
      return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Any number that no other program is likely to choose; advisory locks have no names. */
const lockKey = '7283460192847';

/**
 * Brings the schema `rollcall` up to date: each pending file in a transaction of its own, in order. Several processes may do so at once.
 * @throws {SetupError} when the database is newer than this code, or a file changed after it was applied; nothing is changed then.
 */
export async function migrate(pool: pg.Pool, migrations: Migration[] = readMigrations()): Promise<void> {
  const client = await pool.connect();
  try {
    if ((await pending(client, migrations)).length === 0) return;
    // The lock lives as long as the transaction: it also works through a pooler that hands out connections per transaction.
    while (await applyNext(client, migrations));
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (errorCode(error) !== '42501') throw error;
    throw new SetupError(`The database does not let this user make tables: ${(error as Error).message}.`, {
      hint: 'Grant it: grant create on database DATABASE to USER',
      cause: error,
    });
  } finally {
    client.release();
  }
}

async function applyNext(client: pg.PoolClient, migrations: Migration[]): Promise<boolean> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [lockKey]);
  const next = (await pending(client, migrations))[0];
  if (next) {
    await client.query(`
      create schema if not exists rollcall;
      create table if not exists rollcall.migrations (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`);
    await client.query(next.sql);
    const applied = 'insert into rollcall.migrations (number, name, checksum) values ($1, $2, $3)';
    await client.query(applied, [next.number, next.name, next.checksum]);
  }
  await client.query('commit');
  return next !== undefined;
}

async function pending(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  // Not to_regclass: under the advisory lock it still answers from a cache that is older than the wait for the lock.
  const { rows: table } = await client.query(
    `select from pg_catalog.pg_tables where schemaname = 'rollcall' and tablename = 'migrations'`,
  );
  if (table.length === 0) return migrations;
  const { rows } = await client.query('select number, name, checksum from rollcall.migrations order by number');
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of rows) {
    const migration = known.get(number);
    if (!migration) {
      throw new SetupError(
        `The database was last used by a newer version of Rollcall: it has ${name}, which this one does not know.`,
        {
          hint: 'Start that version (or a later one). Nothing was changed.',
        },
      );
    }
    if (migration.checksum !== checksum) {
      throw new SetupError(`The migration ${name} was applied to this database with another content than it has now.`, {
        hint: 'Install an unchanged copy of Rollcall. Nothing was changed.',
      });
    }
    known.delete(number);
  }
  return [...known.values()];
}
