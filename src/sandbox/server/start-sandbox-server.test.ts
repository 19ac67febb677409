import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { person } from '../fixtures/open-store.ts';
import { type SandboxServer, type SandboxServerOptions, startSandboxServer } from './start-sandbox-server.ts';

let directory: string;
const running: SandboxServer[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-server-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: SandboxServerOptions = {}): Promise<SandboxServer> {
  const server = await startSandboxServer({ empty: true, quota: 0, ...options });
  running.push(server);
  return server;
}

function call(server: SandboxServer, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}/stores/${server.storeHash}${path}`, {
    ...init,
    headers: { 'x-auth-token': server.accessToken, ...init.headers },
  });
}

function post(server: SandboxServer, items: unknown): Promise<Response> {
  return call(server, '/v3/customers', { method: 'POST', body: JSON.stringify(items) });
}

test('customers travel over HTTP, in letters of any alphabet', async () => {
  const server = await start();
  const reply = await post(server, [person('sakura@example.com', { first_name: 'さくら', last_name: 'Núñez' })]);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('application/json');
  expect(await reply.json()).toMatchObject({ data: [{ first_name: 'さくら', last_name: 'Núñez' }] });
  expect((await call(server, '/v2/orders')).status).toBe(204);
  expect((await fetch(`${server.url}/_sandbox/stats`)).ok).toBe(true);
});

test('a lost reply kills the connection, before or after the commit', async () => {
  const server = await start({
    faults: [
      { kind: 'lost-before', count: 1 },
      { kind: 'lost-after', count: 1 },
    ],
  });
  await expect(post(server, [person('a@example.com')])).rejects.toThrow('fetch failed');
  expect(server.sandbox.customers()).toHaveLength(0);
  await expect(post(server, [person('a@example.com')])).rejects.toThrow('fetch failed');
  expect(server.sandbox.customers()).toHaveLength(1);
});

test('a truncated reply ends within its body', async () => {
  const server = await start({ faults: [{ kind: 'truncated', count: 1 }] });
  const reply = await post(server, [person('a@example.com')]);
  expect(reply.status).toBe(200);
  await expect(reply.text()).rejects.toThrow('terminated');
  expect(server.sandbox.customers()).toHaveLength(1);
});

test('store, hash, token and port are there again after a restart', async () => {
  const first = await start({ directory });
  await post(first, [person('a@example.com')]);
  await first.stop();
  const second = await start({ directory });
  expect([second.url, second.accessToken, second.storeHash]).toEqual([first.url, first.accessToken, first.storeHash]);
  expect(second.sandbox.customers()).toHaveLength(1);
  expect(statSync(join(directory, 'identity.json')).mode & 0o777).toBe(0o600);
});

test('a hash and token that are given are the ones that hold, now and next time', async () => {
  const first = await start({ directory, storeHash: 'abc123', accessToken: 'secret-1' });
  expect((await call(first, '/v2/time')).status).toBe(200);
  await first.stop();
  expect(await start({ directory })).toMatchObject({ storeHash: 'abc123', accessToken: 'secret-1' });
});

test('a store that holds customers keeps them when it is asked to start empty, and says so', async () => {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  await (await start({ directory, warn })).stop();
  const first = await start({ directory, warn });
  expect(warnings).toEqual([]);
  await post(first, [person('a@example.com')]);
  await first.stop();
  expect((await start({ directory, warn })).sandbox.customers()).toHaveLength(1);
  expect(warnings).toEqual([
    expect.stringMatching(/^Store sandbox1 keeps what it holds \(customers: 1\): only a new store starts empty/),
  ]);
});

test('a damaged identity says which file to delete; what it lacks is made anew', async () => {
  const file = join(directory, 'identity.json');
  for (const text of ['null', '[]', '7', 'nope']) {
    writeFileSync(file, text);
    await expect(start({ directory })).rejects.toThrow(`${file} is damaged; delete it`);
  }
  writeFileSync(file, '{"port":"x","access_token":"kept"}');
  const server = await start({ directory });
  expect([server.accessToken, server.storeHash]).toEqual(['kept', 'sandbox1']);
});

test('a taken port is an error that says so, unless any other will do', async () => {
  const first = await start();
  await expect(startSandboxServer({ port: first.port, empty: true })).rejects.toThrow(
    `Port ${first.port} on 127.0.0.1 is taken`,
  );
  const other = await start({ port: first.port, portFallback: true });
  expect(other.port).not.toBe(first.port);
});

test('a directory is served by one process only, and free again when that stops', async () => {
  const first = await start({ directory });
  await expect(startSandboxServer({ directory })).rejects.toThrow(`is in use by process ${process.pid}`);
  await first.stop();
  await start({ directory });
});

test('the lock of a process that is gone, or whose id somebody else has now, is taken over', async () => {
  for (const stale of ['4194999 1', `${process.pid} 1`, 'nonsense', '']) {
    writeFileSync(join(directory, 'lock'), `${stale}\n`);
    if (process.platform !== 'linux' && stale.startsWith(`${process.pid}`)) continue;
    const server = await start({ directory });
    expect(readFileSync(join(directory, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await server.stop();
  }
});

test.runIf(process.platform === 'linux')(
  'the lock of a process that is dead but not reaped is taken over',
  async () => {
    // The shell starts a child and becomes a program that never waits for it.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 100'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      await vi.waitFor(() => expect(stat()[0]).toBe('Z'), 60_000);
      writeFileSync(join(directory, 'lock'), `${pid} ${stat()[19]}\n`);
      await start({ directory });
      expect(readFileSync(join(directory, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    } finally {
      parent.kill();
    }
  },
);

test('every customer whose creation was confirmed survives kill -9', async () => {
  const entry = JSON.stringify(new URL('../index.ts', import.meta.url).href);
  const program = `import { startSandboxServer } from ${entry};
    const { url, accessToken } = await startSandboxServer({ directory: ${JSON.stringify(directory)}, empty: true, quota: 0 });
    console.log(JSON.stringify({ url, accessToken }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  const { url, accessToken } = JSON.parse(line);
  const confirmed: number[] = [];
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const worker = async (name: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const body = JSON.stringify(Array.from({ length: 10 }, (_, i) => person(`w${name}.${n}.${i}@example.com`)));
      try {
        const reply = await fetch(`${url}/stores/sandbox1/v3/customers`, {
          method: 'POST',
          body,
          headers: { 'x-auth-token': accessToken },
        });
        for (const { id } of ((await reply.json()) as { data: { id: number }[] }).data) confirmed.push(id);
      } catch {
        return;
      }
      if (confirmed.length >= 400) child.kill('SIGKILL');
    }
  };
  await Promise.all([worker(1), worker(2), worker(3)]);
  await exited;
  const server = await start({ directory, warn: () => undefined });
  const found = new Set(server.sandbox.customers().map((row) => row.id));
  expect(confirmed.length).toBeGreaterThanOrEqual(400);
  expect(confirmed.filter((id) => !found.has(id))).toEqual([]);
});

test('stopping ends open requests and late commits, and lets the process end', async () => {
  const entry = JSON.stringify(new URL('../index.ts', import.meta.url).href);
  const program = `import { startSandboxServer } from ${entry};
    const server = await startSandboxServer({ empty: true, quota: 0, latency: [600000, 600000], faults: [{ kind: 'late-commit', delay_ms: 600000 }] });
    const open = fetch(server.url + '/stores/' + server.storeHash + '/v2/time', { headers: { 'x-auth-token': server.accessToken } }).catch(() => 'cut');
    while (server.sandbox.stats().in_flight === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.stop();
    await server.stop();
    console.log(await open);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 150_000,
  });
  expect([stdout.trim(), stderr]).toEqual(['cut', '']);
});

test('a foreign Host or Origin is turned away, so that no web page can reach the sandbox', async () => {
  const server = await start();
  const status = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      request(`${server.url}/_sandbox/reset`, { method: 'POST', headers }, (reply) =>
        resolve(reply.resume().statusCode!),
      )
        .on('error', reject)
        .end();
    });
  expect(await status({ host: 'evil.example:4322' })).toBe(403);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ host: `localhost:${server.port}`, origin: 'http://127.0.0.1:4321' })).toBe(200);
});

test('a body that is too large or breaks off does no harm', async () => {
  const server = await start();
  const large = await post(server, [person('a@example.com', { notes: 'x'.repeat(9 << 20) })]).catch(() => undefined);
  if (large) expect(large.status).toBe(413);
  const socket = connect(server.port, '127.0.0.1');
  socket.end(`POST /stores/sandbox1/v3/customers HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n[{`);
  await new Promise((resolve) => socket.once('close', resolve).resume());
  expect((await post(server, [person('b@example.com')])).status).toBe(200);
  expect(server.sandbox.customers()).toHaveLength(1);
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a stop on a full disk says so, and leaves the directory to the next start',
  async () => {
    const mount = (...options: string[]) => spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', directory]).status;
    if (mount('-o', 'size=128k') !== 0) return;
    try {
      const server = await startSandboxServer({ empty: true, quota: 0, directory, warn: () => undefined });
      const notes = 'x'.repeat(1000);
      for (let n = 0; (await post(server, [person(`p${n}@example.com`, { notes })])).status === 200; n++);
      await expect(server.stop()).rejects.toThrow('ENOSPC');
      expect(mount('-o', 'remount,size=1m')).toBe(0);
      const next = await startSandboxServer({ directory, warn: () => undefined });
      expect(next.accessToken).toBe(server.accessToken);
      await next.stop();
    } finally {
      spawnSync('umount', [directory]);
    }
  },
);
