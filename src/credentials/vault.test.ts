import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RollcallError } from '../bigcommerce/index.ts';
import { type Database, openDatabase, SetupError } from '../database/index.ts';
import { createVault, type NewCredential, type Vault } from './index.ts';

const token = 'd0nt-sh0w-th1s';
const main = { id: 'main', storeHash: 'abc123', accessToken: token };

let database: Database;
let root: string;
let home: string;
let vault: Vault;
let count = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-vault-'));
  database = await openDatabase({ home: `${root}-database` });
});

afterAll(async () => {
  await database.close();
  for (const folder of [root, `${root}-database`]) rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await database.pool.query('truncate rollcall.credentials');
  home = join(root, `home${++count}`);
  vault = open();
});

const open = (keys: { secret?: string; oldSecret?: string } = {}) =>
  createVault({ pool: database.pool, home, ...keys });
const keyFile = () => join(home, 'secret.key');
const stored = async () => (await database.pool.query('select * from rollcall.credentials order by id')).rows;

/** The failure of a promise, checked for what must never be in one. */
async function failure(promise: Promise<unknown>): Promise<RollcallError | SetupError> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (thrown) => thrown,
  );
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(token);
  return error;
}

describe('a stored credential', () => {
  it('comes back with its token, also for the next process', async () => {
    await vault.add({ ...main, label: 'Acme Outdoor' });
    for (const reader of [vault, open()]) {
      const credential = await reader.get('main');
      expect(credential).toEqual({
        id: 'main',
        label: 'Acme Outdoor',
        storeHash: 'abc123',
        apiUrl: 'https://api.bigcommerce.com',
      });
      expect(credential.accessToken).toBe(token);
    }
  });

  it('shows its token in no list, no JSON and no log', async () => {
    const entry = await vault.add(main);
    const credential = await vault.get();
    for (const shown of [entry, await vault.list(), credential, { ...credential }, String(credential)]) {
      expect(JSON.stringify(shown)).not.toContain(token);
      expect(inspect(shown, { depth: 9 })).not.toContain(token);
    }
    expect(Object.keys(entry)).toEqual(['id', 'label', 'store_hash', 'api_url', 'created_at', 'updated_at']);
  });

  it('is encrypted at rest, differently each time', async () => {
    await vault.add(main);
    const first = (await stored())[0];
    expect(first.token.toString('latin1')).not.toContain(token);
    await vault.add(main);
    expect((await stored())[0].token.equals(first.token)).toBe(false);
  });

  it('is mended by adding it again with a new token, and keeps its label', async () => {
    await vault.add({ ...main, label: 'Acme' });
    const mended = await vault.add({ ...main, accessToken: 'new-token' });
    expect(mended.label).toBe('Acme');
    expect((await vault.get('main')).accessToken).toBe('new-token');
    expect(await vault.list()).toHaveLength(1);
  });

  it('is never turned into another store by adding the same id', async () => {
    await vault.add(main);
    for (const other of [{ storeHash: 'zzz999' }, { apiUrl: 'http://127.0.0.1:4322' }]) {
      const error = await failure(vault.add({ ...main, ...other }));
      expect(error).toMatchObject({
        code: 'invalid_params',
        param: 'id',
        message: expect.stringContaining('credentials remove main'),
      });
    }
    expect((await vault.get('main')).storeHash).toBe('abc123');
  });

  it('can be removed, and then be another store', async () => {
    await vault.add(main);
    await vault.remove('main');
    expect(await vault.list()).toEqual([]);
    await vault.add({ ...main, storeHash: 'zzz999' });
    expect(await failure(vault.remove('shop'))).toMatchObject({
      code: 'credentials_not_found',
      message: expect.stringContaining('Stored: main'),
    });
  });
});

describe('a change of a stored credential', () => {
  it('keeps its id, its store and whatever is not given', async () => {
    const added = await vault.add({ ...main, label: 'Acme' });
    // A Date counts no less than milliseconds.
    await sleep(2);
    const mended = await vault.change('main', { accessToken: 'new-token' });
    expect(mended).toEqual({ ...added, updated_at: mended.updated_at });
    expect(mended.updated_at.getTime()).toBeGreaterThan(added.updated_at.getTime());
    expect((await open().get('main')).accessToken).toBe('new-token');
    expect((await vault.change('main', { label: null })).label).toBeNull();
    expect((await open().get('main')).accessToken).toBe('new-token');
  });

  it('needs the key for a token, and none for a label', async () => {
    await open({ secret: 'right' }).add(main);
    await open({ secret: 'right' }).add({ ...main, id: 'second' });
    const wrong = open({ secret: 'wrong' });
    expect((await wrong.change('main', { label: 'Acme' })).label).toBe('Acme');
    const before = await stored();
    expect(await failure(wrong.change('main', { accessToken: 'new-token' }))).toBeInstanceOf(SetupError);
    expect(await stored()).toEqual(before);
    expect((await open({ secret: 'right' }).get('main')).accessToken).toBe(token);
  });

  it('goes by the id alone, never by a label', async () => {
    await vault.add({ ...main, label: 'Acme' });
    expect(await failure(vault.change('Acme', { label: 'x' }))).toMatchObject({ code: 'credentials_not_found' });
    expect(await failure(vault.change('main', { accessToken: `${token} ${token}` }))).toMatchObject({
      param: 'access_token',
    });
  });
});

it('credentials without an id that are added at the same moment get one each', async () => {
  const { id: _, ...unnamed } = main;
  const added = await Promise.all([1, 2, 3, 4].map(() => open().add(unnamed)));
  expect(added.map(({ id }) => id).sort()).toEqual(['abc123', 'abc123-2', 'abc123-3', 'abc123-4']);
});

describe('which credential is meant', () => {
  it('need not be said when there is one', async () => {
    await vault.add(main);
    expect((await vault.get()).id).toBe('main');
    expect((await vault.get('')).id).toBe('main');
  });

  it('is asked when there are several, with their ids', async () => {
    await vault.add(main);
    await vault.add({ ...main, id: 'second' });
    expect(await failure(vault.get())).toMatchObject({
      code: 'credentials_not_found',
      param: 'credentials_id',
      message: 'Several credentials are stored: say which one with credentials_id. Stored: main, second.',
    });
    expect(await failure(vault.get('third'))).toMatchObject({
      message: 'There is no credential "third". Stored: main, second.',
    });
  });

  it('is answered with how to add one when there is none', async () => {
    expect(await failure(vault.get())).toMatchObject({
      code: 'credentials_not_found',
      message: expect.stringContaining('rollcall credentials add'),
    });
  });

  it('may be said by a label that only one has; an id comes first', async () => {
    await vault.add({ ...main, label: 'Acme' });
    expect((await vault.get('Acme')).id).toBe('main');
    await vault.add({ ...main, id: 'other', label: 'Acme' });
    expect((await failure(vault.get('Acme'))).message).toContain('Several credentials have the label "Acme"');
    await vault.add({ ...main, id: 'Acme' });
    expect((await vault.get('Acme')).id).toBe('Acme');
  });
});

describe('what people paste', () => {
  it.each([
    ['https://api.bigcommerce.com/stores/abc123/v3/', 'https://api.bigcommerce.com'],
    ['api.bigcommerce.com/stores/abc123/v3', 'https://api.bigcommerce.com'],
    ['stores/abc123', 'https://api.bigcommerce.com'],
    ['https://store-abc123.mybigcommerce.com/manage', 'https://api.bigcommerce.com'],
    [' abc123 ', 'https://api.bigcommerce.com'],
    ['http://127.0.0.1:4322/stores/abc123/v3/', 'http://127.0.0.1:4322'],
  ])('%s is the store abc123', async (storeHash, apiUrl) => {
    expect(await vault.add({ ...main, storeHash })).toMatchObject({ store_hash: 'abc123', api_url: apiUrl });
  });

  it.each([
    ['https://API.bigcommerce.com/', 'https://api.bigcommerce.com'],
    ['https://proxy.example/bc/', 'https://proxy.example/bc'],
    ['http://localhost:4322', 'http://localhost:4322'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://[::1]:4322/', 'http://[::1]:4322'],
  ])('%s is an API URL', async (apiUrl, kept) => {
    expect(await vault.add({ ...main, apiUrl })).toMatchObject({ api_url: kept });
  });

  it('blanks around a token are dropped', async () => {
    await vault.add({ ...main, accessToken: ` ${token}\n` });
    expect((await vault.get()).accessToken).toBe(token);
  });

  it.each<[string, Partial<NewCredential>]>([
    ['id', { id: 'my store' }],
    ['id', { id: '' }],
    ['id', { id: 'a'.repeat(65) }],
    ['label', { label: 'two\nlines' }],
    ['store_hash', { storeHash: 'abc/../x' }],
    ['store_hash', { storeHash: '' }],
    ['store_hash', { storeHash: undefined as unknown as string }],
    ['access_token', { accessToken: '  ' }],
    ['access_token', { accessToken: `${token} ${token}` }],
    ['access_token', { accessToken: `${token}\r\nHost: x` }],
    ['access_token', { accessToken: `${token}é` }],
    ['api_url', { apiUrl: 'api.bigcommerce.com' }],
    ['api_url', { apiUrl: 'http://api.bigcommerce.com' }],
    ['api_url', { apiUrl: 'http://127.0.0.1.example.com' }],
    ['api_url', { apiUrl: 'ftp://127.0.0.1' }],
    ['api_url', { apiUrl: 'https://user:pass@api.bigcommerce.com' }],
  ])('a wrong %s is refused by name: %o', async (param, wrong) => {
    expect(await failure(vault.add({ ...main, ...wrong }))).toMatchObject({ code: 'invalid_params', param });
    expect(await stored()).toEqual([]);
  });
});

describe('the key file', () => {
  it('is made for the owner only when it is first needed', async () => {
    await vault.unlock();
    await vault.list();
    expect(statSync(keyFile(), { throwIfNoEntry: false })).toBeUndefined();
    await vault.add(main);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  it('is one, also when several make it at the same moment', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => open().add({ ...main, id })));
    for (const id of ['a', 'b', 'c', 'd']) expect((await open().get(id)).accessToken).toBe(token);
  });

  it('that is damaged is named and left as it is', async () => {
    await vault.add(main);
    writeFileSync(keyFile(), 'rubbish');
    for (const use of [() => open().get(), () => open().add({ ...main, id: 'second' }), () => open().unlock()]) {
      const error = await failure(use());
      expect(error).toBeInstanceOf(SetupError);
      expect(error).toMatchObject({
        message: expect.stringContaining(`${keyFile()} is damaged`),
        hint: expect.stringContaining('backup'),
      });
    }
    expect(readFileSync(keyFile(), 'utf8')).toBe('rubbish');
  });

  it('that is lost is not replaced by a new one while credentials need it', async () => {
    await vault.add(main);
    rmSync(keyFile());
    const before = await stored();
    for (const use of [
      () => open().get(),
      () => open().add({ ...main, id: 'second' }),
      () => open().add(main),
      () => open().unlock(),
    ]) {
      expect(await failure(use())).toMatchObject({
        name: 'SetupError',
        message: expect.stringMatching(/key of the stored credentials \(main\) is missing/),
        hint: expect.stringContaining('ROLLCALL_SECRET'),
      });
    }
    expect(statSync(keyFile(), { throwIfNoEntry: false })).toBeUndefined();
    expect(await stored()).toEqual(before);
    // The way out that the hint names.
    await open().remove('main');
    await open().add(main);
    expect((await open().get()).accessToken).toBe(token);
  });

  it('of another home is told from a damaged credential', async () => {
    await vault.add(main);
    writeFileSync(keyFile(), '0'.repeat(64));
    expect(await failure(open().get())).toMatchObject({ message: expect.stringContaining('stored under another key') });
  });
});

describe('ROLLCALL_SECRET', () => {
  it('opens what was stored under it, and no key file is made', async () => {
    await open({ secret: 'correct horse' }).add(main);
    expect((await open({ secret: 'correct horse' }).get()).accessToken).toBe(token);
    expect(statSync(keyFile(), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('that is wrong opens nothing, adds nothing and changes nothing', async () => {
    await open({ secret: 'right' }).add(main);
    const before = await stored();
    const wrong = open({ secret: 'wrong' });
    for (const use of [() => wrong.get(), () => wrong.add({ ...main, id: 'second' }), () => wrong.unlock()]) {
      expect(await failure(use())).toMatchObject({
        name: 'SetupError',
        message: 'ROLLCALL_SECRET does not open the stored credential "main": it was stored under another secret.',
        hint: expect.stringContaining('ROLLCALL_SECRET_OLD'),
      });
    }
    expect(await stored()).toEqual(before);
    expect(await wrong.list()).toHaveLength(1);
  });

  it('is changed by giving the former one as ROLLCALL_SECRET_OLD once', async () => {
    await open({ secret: 'old' }).add(main);
    await open({ secret: 'old' }).add({ ...main, id: 'second' });
    expect((await open({ secret: 'new', oldSecret: 'old' }).get('main')).accessToken).toBe(token);
    await open({ secret: 'new' }).unlock();
    expect((await open({ secret: 'new' }).get('second')).accessToken).toBe(token);
    expect(await failure(open({ secret: 'old' }).get('main'))).toBeInstanceOf(SetupError);
  });

  it('takes over what the key file opened, and gives it back when it is retired', async () => {
    await vault.add(main);
    await open({ secret: 'new' }).unlock();
    rmSync(keyFile());
    expect((await open({ secret: 'new' }).get()).accessToken).toBe(token);
    expect((await open({ oldSecret: 'new' }).get()).accessToken).toBe(token);
    expect((await open().get()).accessToken).toBe(token);
  });

  it('also re-encrypts what a process with the old one stores later', async () => {
    const rotated = open({ secret: 'new', oldSecret: 'old' });
    const late = open({ secret: 'old' });
    await rotated.add(main);
    await rotated.remove('main');
    await late.add(main);
    expect((await rotated.get()).accessToken).toBe(token);
    expect((await open({ secret: 'new' }).get()).accessToken).toBe(token);
  });
});

describe('a credential that was changed in the database', () => {
  it.each([
    ['its store', `update rollcall.credentials set store_hash = 'evil' where id = 'main'`],
    ['its API URL', `update rollcall.credentials set api_url = 'https://evil.example' where id = 'main'`],
    [
      'its token',
      `update rollcall.credentials set token = set_byte(token, 30, get_byte(token, 30) # 1) where id = 'main'`,
    ],
    ['its token, cut off', `update rollcall.credentials set token = substr(token, 1, 20) where id = 'main'`],
    [
      'the token of another',
      `update rollcall.credentials set token = (select token from rollcall.credentials where id = 'second') where id = 'main'`,
    ],
  ])('is not used: %s', async (_what, change) => {
    await vault.add(main);
    await vault.add({ ...main, id: 'second' });
    await database.pool.query(change);
    const before = await stored();
    expect(await failure(open().get('main'))).toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('"main" was changed outside Rollcall'),
      hint: expect.stringContaining('credentials remove main'),
    });
    expect((await open().get('second')).accessToken).toBe(token);
    expect(await failure(open().unlock())).toBeInstanceOf(SetupError);
    expect(await failure(open({ secret: 'new' }).get('main'))).toMatchObject({
      message: expect.stringContaining('changed outside'),
    });
    expect((await stored())[0]).toEqual(before[0]);
  });
});
