import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandboxServer } from '../../sandbox/index.ts';
import { rollcall, startRollcall } from '../fixtures/rollcall-process.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';
import { openMcp } from './fixtures/open-mcp.ts';

const { home, remove } = temporaryHome();
let sandbox: Awaited<ReturnType<typeof startSandboxServer>>;

beforeAll(async () => {
  sandbox = await startSandboxServer({ port: 0, quota: 0 });
  const { storeHash, accessToken, url } = sandbox;
  const flags = ['--id', 'main', '--store-hash', storeHash, '--access-token', accessToken, '--api-url', url];
  const added = await rollcall(['credentials', 'add', ...flags], { home });
  expect(added.code, added.stderr).toBe(0);
});
afterAll(async () => {
  await sandbox.stop();
  remove();
});

const initialize = `${JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
})}\n`;

describe('rollcall mcp over stdio', () => {
  test('creates a customer that is then in the store, and shows no token', async () => {
    const mcp = await openMcp({ home });
    const made = await mcp.call('create_customer', { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' });
    expect(made).toMatchObject({ success: true, outcome: 'created' });
    const reply = await fetch(`${sandbox.url}/stores/${sandbox.storeHash}/v3/customers?email:in=ana@example.com`, {
      headers: { 'X-Auth-Token': sandbox.accessToken },
    });
    expect((await reply.json()) as object).toMatchObject({ data: [{ id: made.customer_id, first_name: 'Ana' }] });
    const gone = await mcp.callWithPlan('delete_customers', { customer_ids: [made.customer_id], dry_run: false });
    expect(gone).toMatchObject({ deleted: 1 });
    const seen = [await mcp.client.listTools(), await mcp.call('list_stores'), made, mcp.stderr()];
    await mcp.close();
    expect(JSON.stringify(seen)).not.toContain(sandbox.accessToken);
    expect(mcp.stderr()).toBe('');
  });

  test('answers what was asked before stdin was closed, prints nothing but the protocol, and ends', async () => {
    const call = (id: number, name: string) =>
      `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: {} } })}\n`;
    const stdin = initialize + call(2, 'list_stores') + call(3, 'get_customers');
    const { code, stdout, stderr } = await rollcall(['mcp'], { home, stdin });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const replies = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(replies.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
    expect(replies.find(({ id }) => id === 3).result.structuredContent.customers).toHaveLength(10);
  });

  test('goes on after a line that is no message, and tells of it on stderr', async () => {
    const { code, stdout, stderr } = await rollcall(['mcp'], { home, stdin: `not a message\n${initialize}` });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'rollcall' } } });
    expect(stderr).toMatch(/The connection to the client: .*not valid JSON/);
  });

  test('ends, and says why, at a message that is too long', async () => {
    const running = startRollcall(['mcp'], { home });
    running.child.stdin!.write('x'.repeat(11 * 2 ** 20));
    const { code, stderr } = await running.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('exceeded maximum size') });
  });

  test('offers the tools that the documentation names, with the flags that it names', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/hosts/mcp.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` \| (?:`(--allow-\w+)`)? ?\|/gm)];
    const documented = rows.map(([, name, flag]) => ({ name: name!, flag }));
    for (const flags of [[], ['--allow-writes'], ['--allow-deletes']]) {
      const mcp = await openMcp({ home, flags });
      const { tools } = await mcp.client.listTools();
      await mcp.close();
      const expected = documented.filter(({ flag }) => flag === undefined || flags.includes(flag));
      expect(tools.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort());
    }
  });

  test('ends at SIGTERM while the client is still there', async () => {
    const running = startRollcall(['mcp'], { home });
    running.child.stdin!.write(initialize);
    await running.says(/"serverInfo"/);
    running.child.kill('SIGTERM');
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    { flags: ['--credentials', 'nowhere'], says: /There is no credential "nowhere"\. Stored: main\./ },
    { flags: ['--files', '/nowhere/at/all'], says: /--files \/nowhere\/at\/all is no folder/ },
    { flags: ['--allow-everything'], says: /unknown option '--allow-everything'/ },
  ])('does not start with $flags, and says why on stderr', async ({ flags, says }) => {
    const { code, stdout, stderr } = await rollcall(['mcp', ...flags], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
  });
});
