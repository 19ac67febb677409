import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMcpServer } from '../create-mcp-server.ts';
import { answerOf, type McpAnswer, openMcp } from '../fixtures/open-mcp.ts';
import { type Agent, csvOf, type OpenedImportTools, openImportTools, people } from './fixtures/open-import-tools.ts';

let opened: OpenedImportTools;
let agent: Agent;
beforeAll(async () => {
  opened = await openImportTools();
  agent = await opened.agent();
});
afterAll(() => opened.close());

const names = ['check_import', 'start_import', 'import_status'];

test('rollcall mcp takes a file of its folder into the store', async () => {
  const { home, folder, sandbox } = opened;
  writeFileSync(join(folder, 'people.csv'), csvOf(people(45)));
  const mcp = await openMcp({ home, flags: ['--allow-writes', '--files', folder] });
  try {
    const { tools } = await mcp.client.listTools();
    expect(tools.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names);
    expect(tools.find(({ name }) => name === 'check_import')).toMatchObject({
      annotations: { readOnlyHint: true, openWorldHint: true },
      inputSchema: { properties: { path: {}, if_exists: { enum: ['skip', 'update', 'fail'] } } },
    });

    const check = await mcp.call('check_import', { path: 'people.csv' });
    expect(check).toMatchObject({ success: true, would: { created: 45 }, calls: 5 });
    expect(await mcp.call('check_import', { path: '/etc/passwd' })).toMatchObject({
      success: false,
      error: { code: 'invalid_params', param: 'path' },
    });
    expect(await mcp.call('start_import', check.next.arguments)).toMatchObject({ started: true });
    let status: McpAnswer;
    do {
      await new Promise((resolve) => setTimeout(resolve, 50));
      status = await mcp.call('import_status', { import_id: check.import_id });
    } while (status.state !== 'completed');
    expect(status).toMatchObject({ created: 45, pending: 0, report: { folder: expect.stringContaining(home) } });
    expect(sandbox.sandbox.stats().rows.customers).toBe(45);
  } finally {
    await mcp.close();
  }
});

test('a server that may not write lists no start_import', async () => {
  const server = createMcpServer({ tools: agent.tools, version: '1.2.3' });
  const client = await connect(server);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['check_import', 'import_status']);
  await client.close();
});

test('the human is asked by the client, and failures fit the schemas that clients check', async () => {
  const server = createMcpServer({ tools: agent.tools, version: '1.2.3', allowWrites: true });
  const questions: string[] = [];
  const client = await connect(server, (question) => {
    questions.push(question);
    return questions.length > 1;
  });
  await client.listTools();
  const call = async (name: string, args: Record<string, unknown>) => {
    const result = await client.callTool({ name, arguments: args });
    return { ...answerOf(result as Parameters<typeof answerOf>[0]), isError: result.isError } as McpAnswer;
  };
  expect(await call('check_import', { rows: [] })).toMatchObject({ isError: true, error: { param: 'rows' } });
  expect(await call('import_status', { import_id: 'imp_none' })).toMatchObject({ isError: true });
  expect(await call('start_import', { check_id: 'chk_none' })).toMatchObject({ isError: true });

  const check = await call('check_import', { rows: [...people(4, 'asked'), { email: 'x' }] });
  expect(await call('start_import', { check_id: check.check_id })).toMatchObject({ started: false, state: 'ready' });
  expect(await call('start_import', { check_id: check.check_id })).toMatchObject({ started: true });
  expect(questions).toHaveLength(2);
  expect(questions[0]).toMatch(/^Create 4 customers in Sandbox Store \(sandbox1\)\?/);
  await agent.untilRest(check.import_id);
  expect(await call('import_status', { import_id: check.import_id })).toMatchObject({ created: 4, rejected: 1 });
  expect((await call('import_status', {})).imports.length).toBeGreaterThan(0);
  await client.close();
});

async function connect(server: ReturnType<typeof createMcpServer>, agrees?: (question: string) => boolean) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { capabilities: agrees ? { elicitation: { form: {} } } : {} },
  );
  if (agrees)
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => ({
      action: agrees(params.message) ? 'accept' : 'decline',
    }));
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}
