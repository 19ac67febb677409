import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { nodeDefinitions } from '../../nodes/index.ts';
import { type RollcallProcess, type RunOptions, rollcall, startRollcall } from '../fixtures/rollcall-process.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';

const { home, remove } = temporaryHome();
const running: RollcallProcess[] = [];
const run = (args: string[], options: Partial<RunOptions> = {}) => rollcall(args, { home, ...options });
const start = (args: string[], env: Record<string, string> = {}) => {
  const started = startRollcall(args, { home, env });
  running.push(started);
  return started;
};
/** The code of the failure object that is all of stdout. */
const failure = (stdout: string): string => {
  const { success, error, message } = JSON.parse(stdout);
  expect([success, error.message, error.retryable]).toEqual([false, message, false]);
  return error.code;
};
afterEach(async () => {
  for (const { child, finished } of running.splice(0)) {
    child.kill('SIGKILL');
    await finished;
  }
});
afterAll(remove);

describe('help', () => {
  test('lists every command, and touches no database', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    const names = [
      'start',
      'sandbox',
      'credentials',
      'api-key',
      'nodes',
      'import',
      'imports',
      'mappings',
      'export',
      'worker',
      ...nodeDefinitions.map(({ action }) => action),
    ];
    for (const name of names) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await run(['--version'])).stdout).toBe(`${manifest.version}\n`);
    expect((await run(['nodes'])).code).toBe(0);
    expect(existsSync(join(home, 'postgres'))).toBe(false);
  });

  test('of each node has its parameters and an example that can be copied', async () => {
    for (const { action, examples } of nodeDefinitions) {
      const { code, stdout } = await run([action, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain('--credentials <id>');
      expect(stdout).toContain('Examples:');
      for (const name of Object.keys(examples[0]!.params)) expect(stdout).toContain(`--${name.replaceAll('_', '-')}`);
      expect(stdout).not.toMatch(/--\w+_\w+ /);
    }
  });

  test('is shown by a command that is not complete, which exits 1', async () => {
    const { code, stdout, stderr } = await run(['credentials']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('remove');
  });
});

test('a setting that makes no sense is named, without a stack trace', async () => {
  const { code, stdout, stderr } = await run(['nodes'], { env: { ROLLCALL_PORT: 'http' } });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Error: ROLLCALL_PORT is "http"/);
  expect(stderr).not.toContain('    at ');
});

describe('credentials in the terminal', () => {
  test('are added, listed, tested and removed, and their token is never shown', async () => {
    const sandbox = start(['sandbox', '--port', '0', '--json']);
    const ready = JSON.parse((await sandbox.says(/^{.*}$/m))[0]) as {
      url: string;
      store_hash: string;
      access_token: string;
    };
    const add = ['credentials', 'add', '--id', 'main', '--store_hash', ready.store_hash, '--api-url', ready.url];
    const none = await run(add);
    expect([none.code, failure(none.stdout)]).toEqual([1, 'invalid_params']);
    expect(none.stderr).toContain('--access-token is missing');
    const added = await run([...add, '--access-token', ready.access_token, '--label', 'Acme']);
    const listed = await run(['credentials', 'list']);
    const tested = await run(['credentials', 'test', 'main']);
    expect([added.code, listed.code, tested.code]).toEqual([0, 0, 0]);
    expect(JSON.parse(listed.stdout).credentials).toMatchObject([
      { id: 'main', label: 'Acme', store_hash: ready.store_hash },
    ]);
    expect(JSON.parse(tested.stdout)).toMatchObject({ success: true, ok: true });
    await run([...add, '--access-token', '-'], { stdin: 'wrong-token-of-somebody' });
    const wrong = await run(['credentials', 'test']);
    expect([wrong.code, failure(wrong.stdout), JSON.parse(wrong.stdout).code]).toEqual([
      1,
      'unauthorized',
      'unauthorized',
    ]);
    expect(wrong.stderr).toMatch(/^Error: BigCommerce refuses the access token/);
    const unknown = await run(['credentials', 'test', 'none']);
    expect([unknown.code, failure(unknown.stdout)]).toEqual([1, 'credentials_not_found']);
    const unnamed = await run(['credentials', 'remove']);
    expect([unnamed.code, failure(unnamed.stdout)]).toEqual([1, 'invalid_params']);
    expect((await run(['credentials', 'remove', 'main'])).code).toBe(0);
    const gone = await run(['credentials', 'remove', 'main']);
    expect([gone.code, failure(gone.stdout)]).toEqual([1, 'credentials_not_found']);
    expect(gone.stderr).toMatch(/^Error: There is no credential "main"/);
    for (const { stdout, stderr } of [added, listed, tested, wrong]) {
      expect(stdout + stderr).not.toContain(ready.access_token);
      expect(stdout + stderr).not.toContain('wrong-token-of-somebody');
    }
  });
});

describe('the sandbox', () => {
  test('says where it is, keeps its store, token and port, and stops at Ctrl-C with exit 0', async () => {
    const first = start([
      'sandbox',
      '--store',
      'shop1',
      '--port',
      '0',
      '--json',
      '--fault-429',
      '0.5',
      '--latency',
      '1..2',
    ]);
    const before = (await first.says(/^{.*}$/m))[0];
    expect(JSON.parse(before)).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      store_hash: 'shop1',
      access_token: expect.any(String),
    });
    first.child.kill('SIGINT');
    expect(await first.finished).toMatchObject({ code: 0, stdout: `${before}\n`, stderr: '' });
    const second = start(['sandbox', '--store', 'shop1', '--json']);
    expect((await second.says(/^{.*}$/m))[0]).toBe(before);
    expect(existsSync(join(home, 'sandbox', 'shop1'))).toBe(true);
  });

  test('tells where it is when another program has the port of the last time', async () => {
    const first = start(['sandbox', '--store', 'shop2', '--port', '0', '--json']);
    const { port } = new URL(JSON.parse((await first.says(/^{.*}$/m))[0]).url);
    first.child.kill('SIGINT');
    await first.finished;
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(port), '127.0.0.1', resolve));
    try {
      const second = start(['sandbox', '--store', 'shop2', '--json']);
      const { url } = JSON.parse((await second.says(/^{.*}$/m))[0]);
      second.child.kill('SIGINT');
      expect((await second.finished).stderr).toBe(`Port ${port} is taken: the sandbox is at ${url}\n`);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  test('refuses flags that make no sense', async () => {
    for (const args of [
      ['--port', 'x'],
      ['--fault-5xx', '2'],
      ['--latency', '9..1'],
      ['--quota', '-1'],
      ['--store', '../up'],
    ]) {
      const { code, stdout, stderr } = await run(['sandbox', ...args]);
      expect([args, code, stdout]).toEqual([args, 1, '']);
      expect(stderr).toMatch(/^Error: /);
    }
  });
});

describe('the API key', () => {
  test('is made once, shown bare, and replaced on demand', async () => {
    const first = (await run(['api-key', 'show'])).stdout;
    expect(first).toMatch(/^[\w-]{43}\n$/);
    expect((await run(['api-key', 'show'])).stdout).toBe(first);
    const rotated = (await run(['api-key', 'rotate'])).stdout;
    expect(rotated).not.toBe(first);
    expect((await run(['api-key', 'show'])).stdout).toBe(rotated);
    const env = { ROLLCALL_API_KEY: 'a-key-from-the-environment' };
    expect((await run(['api-key', 'show'], { env })).stdout).toBe('a-key-from-the-environment\n');
    expect((await run(['api-key', 'rotate'], { env })).code).toBe(1);
  });
});

describe('start', () => {
  test('with --sandbox creates the examples, prints a link and commands that work, and ends cleanly', async () => {
    const port = await freePort();
    const env = { ROLLCALL_PORT: String(port) };
    // The sandbox's own port is given to somebody else, unless somebody has it already.
    const other = createServer().unref();
    const listening = once(other, 'listening');
    other.listen(4322, '127.0.0.1');
    const isOurs = await listening.then(
      () => true,
      () => false,
    );
    const first = start(['start', '--sandbox'], env);
    const [, link] = await first.says(/^Console: (http:\/\/127\.0\.0\.1:\d+\/\?link=\S+)$/m);
    expect(new URL(link!).port).toBe(String(port));
    const opened = await fetch(link!, { redirect: 'manual' });
    expect(opened.status).toBe(303);
    const page = await fetch(new URL('/', link), {
      headers: { cookie: opened.headers.get('set-cookie')!.split(';')[0]! },
    });
    expect(await page.text()).toContain('<title>Rollcall</title>');
    const another = await run(['console'], { env });
    expect(another.stdout).toMatch(/^Console: http:\/\/127\.0\.0\.1:\d+\/\?link=\S+\n$/);
    expect((await fetch(another.stdout.slice(9).trim(), { redirect: 'manual' })).status).toBe(303);

    const key = (await run(['api-key', 'show'])).stdout.trim();
    const response = await fetch(new URL('/api/nodes/BigcommerceGetCustomers/run', link), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        credentials_id: 'sandbox',
        emails: ['nuevo@cliente.com', 'empresa@cliente.com', 'completo@cliente.com'],
      }),
    });
    expect(((await response.json()) as { customers: unknown[] }).customers).toHaveLength(3);
    const sandbox = await fetch(new URL('/api/sandbox', link), { headers: { authorization: `Bearer ${key}` } });
    expect(await sandbox.json()).toMatchObject({ credentials_id: 'sandbox', stats: { rows: { customers: 323 } } });
    expect((await fetch(new URL('/readyz', link))).status).toBe(200);

    const taken = await run(['start'], { env });
    expect([taken.code, taken.stdout]).toEqual([1, '']);
    expect(taken.stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(taken.stderr).toContain('ROLLCALL_PORT=');
    expect(taken.stderr).toContain('rollcall console');
    const twice = await run(['start', '--sandbox'], { env: { ROLLCALL_PORT: String(await freePort()) } });
    expect([twice.code, twice.stdout]).toEqual([1, '']);
    expect(twice.stderr).toContain('another process runs the one of');
    expect(twice.stderr).toMatch(/rollcall console.*ROLLCALL_HOME/);

    first.child.kill('SIGTERM');
    const { code, stdout, stderr } = await first.finished;
    expect([code, stderr]).toEqual([0, '']);
    // The port of the last time is told where another program has it; this home has had several.
    expect(stdout).toMatch(/^(?:Port \d+ is taken: the sandbox is at (\S+)\nSandbox: \1|Sandbox: \S+) \(store /);
    if (isOurs) expect(stdout).not.toContain('Sandbox: http://127.0.0.1:4322 ');
    for (const email of ['nuevo', 'empresa', 'completo'])
      expect(stdout).toMatch(new RegExp(`${email}@cliente.com: created`));
    expect(stdout).toContain('npx rollcall create-customer --credentials sandbox --email');

    // The store of its credential and of its imports is the one at that address, whatever becomes free meanwhile.
    other.close();
    const second = start(['start', '--sandbox'], env);
    await second.says(/^Console: /m);
    second.child.kill('SIGINT');
    const again = await second.finished;
    expect(again.code).toBe(0);
    expect(again.stdout).toContain(/^Sandbox: .*\n/m.exec(stdout)![0]);
    for (const email of ['nuevo', 'empresa', 'completo'])
      expect(again.stdout).toMatch(new RegExp(`${email}@cliente.com: skipped`));
  });

  test('refuses to be reached by others without knowing its own URL', async () => {
    const { code, stderr } = await run(['start'], { env: { ROLLCALL_HOST: '0.0.0.0' } });
    expect(code).toBe(1);
    expect(stderr).toContain('ROLLCALL_ORIGIN');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
