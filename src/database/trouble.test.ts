import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, newHome, processesIn } from './fixtures/processes.ts';
import { openDatabase } from './index.ts';

/** Recovery takes as long as it takes. */
const patient = { timeout: 60_000 };

const undo: (() => void)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0)) step();
  expect(await cleanUp()).toEqual([]);
});

describe('the home', () => {
  it('is a file', async () => {
    const file = join(newHome(), 'file');
    writeFileSync(file, '');
    await expect(openDatabase({ home: file })).rejects.toMatchObject({
      name: 'SetupError',
      hint: 'Set ROLLCALL_HOME to a folder.',
    });
  });

  it('is where no folder can be made', async () => {
    await expect(openDatabase({ home: '/proc/rollcall/home' })).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('cannot use its home /proc/rollcall/home'),
    });
  });

  it('has a damaged data folder, which is left as it is', async () => {
    const home = newHome();
    await (await openDatabase({ home })).close();
    const control = join(home, 'postgres', 'data', 'global', 'pg_control');
    truncateSync(control, 100);
    await expect(openDatabase({ home })).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringMatching(/could not start: its data folder is damaged.[\s\S]*pg_control/),
      hint: expect.stringContaining('Restore it from a backup'),
    });
    await expect.poll(() => processesIn(home), patient).toEqual([]);
  });

  it('has lost its password file', async () => {
    const home = newHome();
    await (await openDatabase({ home })).close();
    rmSync(join(home, 'postgres', 'password'));
    await expect(openDatabase({ home })).rejects.toThrow('password is missing');
  });

  it('has the password file of another home', async () => {
    const home = newHome();
    await (await openDatabase({ home })).close();
    writeFileSync(join(home, 'postgres', 'password'), 'guess');
    await expect(openDatabase({ home })).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('refuses the password'),
      hint: expect.stringContaining('do not belong together'),
    });
  });

  it('meets an install without its programs', async () => {
    await expect(openDatabase({ home: newHome(), binaries: '/nonexistent' })).rejects.toMatchObject({
      name: 'SetupError',
      hint: expect.stringContaining('DATABASE_URL'),
    });
  });

  const mounts = () => {
    const folder = newHome();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=711', 'tmpfs', folder]).status === 0;
    if (mounted) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
    return mounted;
  };
  if (process.getuid?.() === 0 && mounts()) {
    const disk = (size: string) => {
      const folder = newHome();
      spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=711`, 'tmpfs', folder]);
      undo.push(() => spawnSync('umount', ['-l', folder]));
      return folder;
    };

    it('is on a disk that is too small for a database', async () => {
      const home = disk('20m');
      await expect(openDatabase({ home })).rejects.toMatchObject({
        name: 'SetupError',
        message: expect.stringMatching(/the disk is full/),
        hint: expect.stringContaining('ROLLCALL_HOME'),
      });
      // What was begun is gone again.
      const { bavail, blocks } = statfsSync(home);
      expect(bavail / blocks).toBeGreaterThan(0.9);
    });

    it('is on a disk that has become full, and works again when there is space', async () => {
      const home = newHome();
      await (await openDatabase({ home })).close();
      const small = disk('80m');
      spawnSync('cp', ['-a', `${home}/.`, small]);
      const filler = join(small, 'filler');
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']);
      await expect(openDatabase({ home: small })).rejects.toMatchObject({
        name: 'SetupError',
        message: expect.stringMatching(/the disk is full/),
      });
      rmSync(filler);
      const database = await openDatabase({ home: small });
      expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await database.close();
    });
  }
});

describe('DATABASE_URL', () => {
  const open = (databaseUrl: string) => openDatabase({ home: '/nonexistent', databaseUrl });

  it('is no URL', async () => {
    await expect(open('my database')).rejects.toThrow('DATABASE_URL is not a Postgres URL');
    await expect(open('mysql://localhost/shop')).rejects.toThrow('DATABASE_URL is not a Postgres URL');
  });

  it('names a server that is not there, and the password is not repeated', async () => {
    const failure = await open('postgres://ana:hunter2@127.0.0.1:1/shop').catch((error) => error);
    expect(failure).toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('(127.0.0.1:1/shop) cannot be used: nothing listens'),
    });
    expect(`${failure.message} ${failure.hint}`).not.toContain('hunter2');
  });

  it('names a wrong password, an unknown database, or one in another encoding', async () => {
    const database = await openDatabase({ home: newHome() });
    const wrong = database.url.replace(/:[^:@]+@/, ':hunter2@');
    const failure = await open(wrong).catch((error) => error);
    expect(failure.message).toContain('it refuses the user or the password');
    expect(`${failure.message} ${failure.hint}`).not.toContain('hunter2');
    await expect(open(database.url.replace('/postgres?', '/nowhere?'))).rejects.toThrow('no database of this name');
    await database.pool.query(
      `create database old encoding 'LATIN1' locale_provider libc locale 'C' template template0`,
    );
    await expect(open(database.url.replace('/postgres?', '/old?'))).rejects.toThrow(
      'encoded in LATIN1; Rollcall needs UTF8',
    );
    await database.close();
  });

  it('names a server that is too old', async () => {
    const server = await postgresOfVersion(130_015, '13.15');
    undo.push(() => server.close());
    const { port } = server.address() as { port: number };
    await expect(open(`postgres://ana@127.0.0.1:${port}/shop`)).rejects.toThrow(
      'is version 13.15; Rollcall needs 14 or later',
    );
  });
});

/** As much of the Postgres protocol as it takes to answer one query with one row. */
function postgresOfVersion(number: number, name: string): Promise<Server> {
  const message = (type: string, ...parts: (string | Buffer)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const columns: [string, number, string][] = [
    ['version', 23, String(number)],
    ['name', 25, name],
    ['encoding', 25, 'UTF8'],
    ['replica', 16, 'f'],
  ];
  const described = columns.flatMap(([column, type]) => [`${column}\0`, int(0, 6), int(type, 4), int(0, 4), int(0, 4)]);
  const values = columns.flatMap(([, , value]) => [int(value.length, 4), value]);
  const idle = message('Z', 'I');
  const welcome = Buffer.concat([message('R', int(0, 4)), idle]);
  const answer = Buffer.concat([
    message('T', int(columns.length, 2), ...described),
    message('D', int(columns.length, 2), ...values),
    message('C', 'SELECT 1\0'),
    idle,
  ]);
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      if (data[0] === 0) socket.write(welcome);
      else if (data[0] === 'Q'.charCodeAt(0)) socket.write(answer);
      else socket.end();
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
