import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startSandboxServer } from '../../sandbox/index.ts';

const entry = resolve(import.meta.dirname, '../../modules.ts');

const script = (credentials: object) => `
  import { createCustomer } from ${JSON.stringify(entry)};
  const context = { getCredentials: async () => (${JSON.stringify(credentials)}) };
  const person = (n) => ({ email: 'p' + n + '@example.com', first_name: 'Ana', last_name: 'Ruiz' });
  const answers = await Promise.all([1, 2, 3].map((n) => createCustomer({}, person(n), context)));
  console.log(answers.map(({ data }) => data.outcome).join(' '));
`;

test('a program that called modules ends by itself, though it closes nothing', async () => {
  const sandbox = await startSandboxServer({ quota: 0 });
  const { storeHash, accessToken, url } = sandbox;
  const code = script({ store_hash: storeHash, access_token: accessToken, api_url: url });
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  // The sandbox keeps its side of a connection open for 65 s, longer than this test may take: only the program can end itself.
  try {
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output).toBe('created created created\n');
  } finally {
    child.kill();
    await sandbox.stop();
  }
});
