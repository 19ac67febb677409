/**
 * An AI agent's side of `rollcall mcp`: which tools there are, a customer that is created, and a failure that says what to change. Start
 * Rollcall first (`npm start`); the client starts `rollcall mcp` by itself.
 *
 *   npx node examples/mcp-client.ts
 */
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

// Where Rollcall is installed: command 'npx', args ['rollcall', 'mcp', ...].
const rollcall = fileURLToPath(new URL('../bin/rollcall.js', import.meta.url));
const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
const client = new Client({ name: 'example', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [rollcall, 'mcp', '--allow-writes', '--credentials', 'sandbox'],
    env,
  }),
);

const { tools } = await client.listTools();
for (const { name, annotations } of tools) console.log(`${name}${annotations?.readOnlyHint ? ' (reads only)' : ''}`);

async function call(name: string, params: Record<string, unknown>) {
  const { structuredContent } = await client.callTool({ name, arguments: params });
  return structuredContent as Record<string, unknown>;
}

const ana = { email: 'ana.mcp@example.com', first_name: 'Ana', last_name: 'Ruiz', if_exists: 'skip' };
console.log((await call('create_customer', ana)).message);
console.log((await call('create_customer', { ...ana, firstname: 'Ana' })).message);
console.log((await call('get_customers', { email: ana.email, fields: ['id', 'email'] })).customers);

await client.close();
