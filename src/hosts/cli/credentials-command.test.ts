import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../sandbox/index.ts';
import { type RunOptions, rollcall } from '../fixtures/rollcall-process.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';

const { home, remove } = temporaryHome();
const secret = 'c1ient-s3cret-of-the-file';
let sandbox: SandboxServer;
let file: string;

const run = async (args: string[], options: Partial<RunOptions> = {}) => {
  const { code, stdout, stderr } = await rollcall(['credentials', ...args], { home, ...options });
  for (const hidden of [sandbox.accessToken, secret, 'revoked-token']) expect(stdout + stderr).not.toContain(hidden);
  return { code, stderr, json: stdout.startsWith('{') ? JSON.parse(stdout) : undefined, stdout };
};

beforeAll(async () => {
  sandbox = await startSandboxServer();
  file = join(home, 'BigCommerceAPI-credentials.txt');
  const path = `${sandbox.url}/stores/${sandbox.storeHash}/v3/`;
  writeFileSync(file, `ACCESS TOKEN: ${sandbox.accessToken}\nCLIENT SECRET: ${secret}\nAPI PATH: ${path}\n`);
});
afterAll(async () => {
  await sandbox.stop();
  remove();
});

test('a store is tested and added by the file of its API account, renamed, and given another token', async () => {
  const tested = await run(['test', '--from-file', file]);
  expect([tested.code, tested.json.ok, tested.json.store_name]).toEqual([0, true, 'Sandbox Store']);
  expect((await run(['list'])).json).toEqual({ credentials: [] });

  const added = await run(['add', '--from-file', '-', '--label', 'Acme Outdoor'], {
    stdin: `API PATH: ${sandbox.url}/stores/${sandbox.storeHash}/v3/\nACCESS TOKEN: ${sandbox.accessToken}\n`,
  });
  expect([added.code, added.json.credential]).toMatchObject([
    0,
    { id: 'acme-outdoor', label: 'Acme Outdoor', store_hash: sandbox.storeHash, api_url: sandbox.url },
  ]);

  const renamed = await run(['update', 'acme-outdoor', '--label', 'Acme']);
  expect([renamed.code, renamed.json.credential.label]).toEqual([0, 'Acme']);
  const revoked = await run(['update', 'acme-outdoor', '--access-token', 'revoked-token']);
  expect([revoked.code, revoked.json.credential.label]).toEqual([0, 'Acme']);
  expect((await run(['test'])).json.code).toBe('unauthorized');
  await run(['update', 'acme-outdoor', '--access_token', '-', '--label', ''], { stdin: `${sandbox.accessToken}\n` });
  expect((await run(['test', 'acme-outdoor'])).json.ok).toBe(true);
  expect((await run(['list'])).json.credentials).toMatchObject([{ id: 'acme-outdoor', label: null }]);
});

test.each([
  ['nothing to change', ['update', 'main']],
  ['--access-token is missing', ['update', 'main', '--access-token']],
  ['There is no credential "nobody"', ['update', 'nobody', '--label', 'x']],
  ['either the id of a stored credential', ['test', 'main', '--store-hash', 'abc123']],
  ['cannot be read', ['add', '--from-file', '/nowhere/account.txt']],
  ['either the text file of the API account', ['add', '--from-file', 'FILE', '--store-hash', 'abc123']],
  ['store_hash is missing', ['test', '--access-token', 'x']],
])('what cannot be done is said in a line: %s', async (words, args) => {
  const { code, stderr } = await run(args.map((arg) => (arg === 'FILE' ? file : arg)));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: /);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('defect');
});

test('help shows what can be given, with examples', async () => {
  for (const command of ['add', 'test', 'update']) {
    const { code, stdout } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n  rollcall credentials');
    expect(stdout).not.toMatch(/--\w+_\w+ /);
  }
});
