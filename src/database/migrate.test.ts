import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanUp, newHome, openElsewhere } from './fixtures/processes.ts';
import { type Database, openDatabase } from './index.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';

let server: Database;
let databaseUrl: string;
let count = 0;

beforeAll(async () => {
  server = await openDatabase({ home: newHome() });
});

afterAll(async () => {
  await server.close();
  expect(await cleanUp()).toEqual([]);
});

beforeEach(async () => {
  const name = `empty${++count}`;
  await server.pool.query(`create database ${name}`);
  databaseUrl = server.url.replace('/postgres?', `/${name}?`);
});

const home = '/nonexistent';

describe('the tables', () => {
  it('are made once, when four processes start at the same moment', async () => {
    const all = [1, 2, 3, 4].map(() => openElsewhere({ home, databaseUrl }));
    expect(await Promise.all(all.map((process) => process.line()))).toEqual(['ready', 'ready', 'ready', 'ready']);
    const names = readMigrations().map(({ name }) => ({ name }));
    const applied = 'select name from rollcall.migrations order by number';
    expect(await all[3]!.ask(applied)).toBe(JSON.stringify(names));
    expect(await Promise.all(all.map((process) => process.ask('close')))).toEqual([
      'closed',
      'closed',
      'closed',
      'closed',
    ]);
    await Promise.all(all.map((process) => process.ended));
  });

  it('hold what the other rooms write: credentials and idempotency keys', async () => {
    const database = await openDatabase({ home, databaseUrl });
    const { rows } = await database.pool.query(
      `select table_name as name from information_schema.tables where table_schema = 'rollcall' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['credentials', 'idempotency_keys', 'migrations']),
    );
    await database.close();
  });
});

describe('a migration', () => {
  const good: Migration = { number: 9001, name: '9001-good.sql', sql: 'create table rollcall.good ()', checksum: 'a' };
  const bad: Migration = {
    number: 9002,
    name: '9002-bad.sql',
    sql: 'create table rollcall.half (); select 1/0',
    checksum: 'b',
  };

  it('that fails leaves nothing of itself, and those before it stay', async () => {
    const database = await openDatabase({ home, databaseUrl });
    const all = [...readMigrations(), good, bad];
    await expect(migrate(database.pool, all)).rejects.toThrow('division by zero');
    const { rows } = await database.pool.query(
      `select to_regclass('rollcall.good') as good, to_regclass('rollcall.half') as half`,
    );
    expect(rows).toEqual([{ good: 'rollcall.good', half: null }]);
    await migrate(database.pool, [...readMigrations(), good, { ...bad, sql: 'create table rollcall.half ()' }]);
    await database.close();
  });

  it('of a newer Rollcall makes an older one refuse the database', async () => {
    const newer = await openDatabase({ home, databaseUrl });
    await migrate(newer.pool, [...readMigrations(), good]);
    await newer.close();
    await expect(openDatabase({ home, databaseUrl })).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('newer version of Rollcall: it has 9001-good.sql'),
      hint: expect.stringContaining('Nothing was changed'),
    });
  });

  it('that was edited after it was applied is refused', async () => {
    const database = await openDatabase({ home, databaseUrl });
    await migrate(database.pool, [...readMigrations(), good]);
    const edited = [...readMigrations(), { ...good, checksum: 'other' }];
    await expect(migrate(database.pool, edited)).rejects.toThrow(
      '9001-good.sql was applied to this database with another content',
    );
    await database.close();
  });
});

it('intents of imports that an older Rollcall left keep their numbers, and later ones follow', async () => {
  const database = await openDatabase({ home, databaseUrl });
  await database.pool.query('drop schema rollcall cascade');
  await migrate(
    database.pool,
    readMigrations().filter(({ number }) => number < 5),
  );
  const partition = (no: number) =>
    `create table rollcall.import_intents_${no} partition of rollcall.import_intents for values in (${no})`;
  const intent = (no: number) => `insert into rollcall.import_intents_${no} (import_no, epoch, kind, row_nos)
    values (${no}, 1, 'create', '{1}') returning intent_no`;
  await database.pool.query(partition(1));
  await database.pool.query(intent(1));
  const { rows: old } = await database.pool.query(intent(1));
  await migrate(database.pool);
  await database.pool.query(partition(2));
  const numbers = [];
  for (const no of [1, 2]) numbers.push((await database.pool.query(intent(no))).rows[0].intent_no);
  expect([old[0].intent_no, ...numbers]).toEqual(['2', '3', '4']);
  // A default is what partitions inherit in every version of Postgres that is taken.
  const { rows } = await database.pool.query(
    `select attidentity, atthasdef from pg_attribute where attrelid = 'rollcall.import_intents_2'::regclass and attname = 'intent_no'`,
  );
  expect(rows).toEqual([{ attidentity: '', atthasdef: true }]);
  await database.close();
});

it('corrections by value that an older Rollcall kept stay, in their order', async () => {
  const database = await openDatabase({ home, databaseUrl });
  await database.pool.query('drop schema rollcall cascade');
  await migrate(
    database.pool,
    readMigrations().filter(({ number }) => number < 6),
  );
  await database.pool.query(`
    insert into rollcall.imports (id, file, credentials_id, store_key, store_hash) values ('imp_1', 'a.csv', 'main', 'k', 'h');
    create table rollcall.import_fixes_1 partition of rollcall.import_fixes for values in (1);
    insert into rollcall.import_fixes (import_no, row_no, line, column_name, value, former) values
      (1, -2, 0, 'Country', 'FR', 'Gallia'), (1, 3, 5, 'Country', 'ES', 'Spain?'), (1, -1, 0, 'Country', 'DE', '')`);
  await migrate(database.pool);
  const replaced = await database.pool.query(
    'select column_name, from_text, to_text from rollcall.import_replacements where import_no = 1 order by position',
  );
  expect(replaced.rows.map(Object.values)).toEqual([
    ['Country', '', 'DE'],
    ['Country', 'Gallia', 'FR'],
  ]);
  expect((await database.pool.query('select row_no from rollcall.import_fixes')).rows).toEqual([{ row_no: 3 }]);
  await database.close();
});

it('a user who may not make tables is told so', async () => {
  await server.pool.query(`create user reader${count} password 'reads'`);
  const reader = databaseUrl.replace(/\/\/[^@]+@/, `//reader${count}:reads@`);
  await expect(openDatabase({ home, databaseUrl: reader })).rejects.toMatchObject({
    name: 'SetupError',
    message: expect.stringContaining('does not let this user make tables'),
  });
});
