import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, newHome, openElsewhere, processesIn, serverPid } from './fixtures/processes.ts';
import { openDatabase } from './index.ts';
import { serverAccount } from './server-account.ts';

/** Recovery takes as long as it takes. */
const patient = { timeout: 60_000 };

afterEach(async () => {
  expect(await cleanUp()).toEqual([]);
});

describe('one process', () => {
  it('finds at the next start what it wrote, and leaves no server running', async () => {
    const home = newHome();
    const first = await openDatabase({ home });
    await first.pool.query('create table kept as select 7 as number');
    await first.close();
    expect(processesIn(home)).toEqual([]);

    const second = await openDatabase({ home });
    expect((await second.pool.query('select number from kept')).rows).toEqual([{ number: 7 }]);
    expect((await second.pool.query('show fsync')).rows).toEqual([{ fsync: 'on' }]);
    expect((await second.pool.query(`select lower('ÁÑ') as low`)).rows).toEqual([{ low: 'áñ' }]);
    await second.close();
    await second.close();
    expect(processesIn(home)).toEqual([]);
  });

  it('works in a home with blanks, quotes and dollar signs in its path', async () => {
    const home = newHome(`it's "my" $HOME\`, é; \\-`);
    const database = await openDatabase({ home });
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('works in a home whose path is too long for a socket, on this machine only and with a password', async () => {
    const parent = newHome();
    chmodSync(parent, 0o755);
    const home = join(parent, 'long'.repeat(30));
    const database = await openDatabase({ home });
    expect(database.url).toMatch(/@127\.0\.0\.1:\d+\//);
    expect((await database.pool.query('show listen_addresses')).rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const stranger = database.url.replace(/:[^:@]+@/, ':guess@');
    await expect(openDatabase({ home, databaseUrl: stranger })).rejects.toThrow('refuses the user or the password');

    process.kill(serverPid(home)!, 'SIGKILL');
    // Until then an orphaned backend may answer.
    await expect.poll(() => processesIn(home), patient).toEqual([]);
    await expect.poll(async () => (await database.pool.query('select 1 as one')).rows, patient).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('gives a URL that other libraries can connect with', async () => {
    const home = newHome();
    const database = await openDatabase({ home });
    const other = await openDatabase({ home, databaseUrl: database.url });
    expect((await other.pool.query('select count(*)::int as n from rollcall.migrations')).rows[0].n).toBeGreaterThan(0);
    await other.close();
    await database.close();
  });
});

describe('several processes on one home', () => {
  it('share the server, and the last one stops it', async () => {
    const home = newHome();
    const server = await openDatabase({ home });
    const cli = openElsewhere({ home });
    const second = openElsewhere({ home });
    expect(await cli.line()).toBe('ready');
    expect(await second.line()).toBe('ready');
    const pid = serverPid(home);
    await server.close();
    expect(await cli.ask('select 1 as one')).toBe('[{"one":1}]');
    expect(await cli.ask('close')).toBe('closed');
    expect(await second.ask('select 2 as two')).toBe('[{"two":2}]');
    expect(serverPid(home)).toBe(pid);
    expect(await second.ask('close')).toBe('closed');
    expect(processesIn(home)).toEqual([]);
    await Promise.all([cli.ended, second.ended]);
  });

  it('start for the first time at once: one makes the database, the others wait for it', async () => {
    const home = newHome();
    const all = [openElsewhere({ home }), openElsewhere({ home }), openElsewhere({ home })];
    expect(await Promise.all(all.map((process) => process.line()))).toEqual(['ready', 'ready', 'ready']);
    expect(await all[0]!.ask('create table shared as select 1 as one')).toBe('[]');
    expect(await all[2]!.ask('select * from shared')).toBe('[{"one":1}]');
    expect(await Promise.all(all.map((process) => process.ask('close')))).toEqual(['closed', 'closed', 'closed']);
    await Promise.all(all.map((process) => process.ended));
    expect(processesIn(home)).toEqual([]);
  });

  it('start and stop all the time without ever losing the server under one another', async () => {
    const home = newHome();
    const loop = async () => {
      for (let round = 0; round < 5; round++) {
        const database = await openDatabase({ home });
        expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
        await database.close();
      }
    };
    await Promise.all([loop(), loop(), loop()]);
    expect(processesIn(home)).toEqual([]);
  });

  it('go on when the one that started the database is killed, and so does the next start', async () => {
    const home = newHome();
    const starter = openElsewhere({ home });
    expect(await starter.line()).toBe('ready');
    const other = openElsewhere({ home });
    expect(await other.line()).toBe('ready');
    const pid = serverPid(home);
    starter.signal('SIGKILL');
    await starter.ended;
    expect(await other.ask('select 1 as one')).toBe('[{"one":1}]');
    const next = await openDatabase({ home });
    expect(serverPid(home)).toBe(pid);
    await next.close();
    expect(await other.ask('select 1 as one')).toBe('[{"one":1}]');
    expect(await other.ask('close')).toBe('closed');
    await other.ended;
    expect(processesIn(home)).toEqual([]);
  });

  it('go on when Ctrl-C ends the one that started the database', async () => {
    const home = newHome();
    const starter = openElsewhere({ home });
    expect(await starter.line()).toBe('ready');
    const other = openElsewhere({ home });
    expect(await other.line()).toBe('ready');
    const pid = serverPid(home);
    starter.signal('SIGINT', true);
    await starter.ended;
    expect(await other.ask('select 1 as one')).toBe('[{"one":1}]');
    expect(serverPid(home)).toBe(pid);
    expect(await other.ask('close')).toBe('closed');
    await other.ended;
    expect(processesIn(home)).toEqual([]);
  });

  it('are all killed: the next start takes the server over, and stops it at its end', async () => {
    const home = newHome();
    const all = [openElsewhere({ home }), openElsewhere({ home })];
    for (const process of all) expect(await process.line()).toBe('ready');
    const pid = serverPid(home);
    for (const process of all) process.signal('SIGKILL');
    await Promise.all(all.map((process) => process.ended));
    const next = await openDatabase({ home });
    expect(serverPid(home)).toBe(pid);
    expect(readdirSync(join(home, 'run')).filter((name) => name.endsWith('.lock'))).toHaveLength(1);
    await next.close();
    expect(processesIn(home)).toEqual([]);
  });

  it('a lock file whose pid now belongs to another program keeps no server alive', async () => {
    const home = newHome();
    const database = await openDatabase({ home });
    const stale = join(home, 'run', `${process.pid}-00000000.lock`);
    writeFileSync(stale, JSON.stringify({ pid: process.pid, started: 'some other boot 1' }));
    await database.close();
    expect(existsSync(stale)).toBe(false);
    expect(processesIn(home)).toEqual([]);
  });
});

describe('a server that dies', () => {
  it('is started again by the next query of any process', async () => {
    const home = newHome();
    const messages: string[] = [];
    const database = await openDatabase({ home, log: (message) => messages.push(message) });
    const other = openElsewhere({ home });
    expect(await other.line()).toBe('ready');
    await database.pool.query('create table kept as select 7 as number');
    process.kill(serverPid(home)!, 'SIGKILL');
    await expect.poll(() => messages.join('\n'), patient).toContain('a database connection was lost');
    expect((await database.pool.query('select number from kept')).rows).toEqual([{ number: 7 }]);
    expect(await other.ask('select number from kept')).toBe('[{"number":7}]');

    // A connection that has not noticed yet fails once; what follows is on the new server.
    process.kill(serverPid(home)!, 'SIGKILL');
    await expect.poll(() => other.ask('select number from kept'), patient).toBe('[{"number":7}]');
    expect(await other.ask('close')).toBe('closed');
    await other.ended;
    await database.close();
    await expect.poll(() => processesIn(home), patient).toEqual([]);
  });

  it('is started again for those who hold a connection of their own', async () => {
    const home = newHome();
    const database = await openDatabase({ home });
    process.kill(serverPid(home)!, 'SIGKILL');
    await Promise.all([database.ensureRunning(), database.ensureRunning()]);
    const other = await openDatabase({ home, databaseUrl: database.url });
    await other.close();
    await database.close();
    await expect(database.ensureRunning()).rejects.toThrow('closed');
  });

  it('and whose pid was given to another program does not keep the next start from working', async () => {
    const home = newHome();
    const killed = openElsewhere({ home });
    expect(await killed.line()).toBe('ready');
    const data = join(home, 'postgres', 'data');
    killed.signal('SIGKILL');
    process.kill(serverPid(home)!, 'SIGKILL');
    await killed.ended;
    await expect.poll(() => processesIn(home), patient).toEqual([]);

    // Of the server's own user: only such a program makes Postgres believe in another server.
    const account = serverAccount(data);
    const stranger = spawn('sleep', ['600'], { cwd: '/', ...(account && { uid: account.uid, gid: account.gid }) });
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    writeFileSync(join(data, 'postmaster.pid'), [stranger.pid, ...lines.slice(1)].join('\n'));
    const database = await openDatabase({ home });
    await database.close();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
  });
});

it('a first start that was killed half-way is done again', async () => {
  const home = newHome();
  const first = openElsewhere({ home });
  const cluster = join(home, 'postgres');
  const partial = () => existsSync(cluster) && readdirSync(cluster).some((name) => name.startsWith('partial-'));
  while (!partial()) await sleep(5);
  first.signal('SIGKILL');
  await first.ended;
  expect(existsSync(join(cluster, 'data'))).toBe(false);

  const database = await openDatabase({ home });
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await database.close();
  await expect.poll(() => processesIn(home), patient).toEqual([]);
});
