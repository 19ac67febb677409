import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect, isRollcallError, nodes } from '../../src/library.ts';
import { nodeDefinitions } from '../../src/nodes/index.ts';
import { startSandboxServer } from '../../src/sandbox/index.ts';
import type { Answer, Surface } from './surface.ts';

const root = resolve(import.meta.dirname, '../..');
const bin = join(root, 'bin/rollcall.js');
const credential = 'matrix';

export type Product = {
  surfaces: Surface[];
  sandboxUrl: string;
  stop(): Promise<void>;
};

/** The whole product as a user has it: a sandbox store, a server process with its database, a terminal, the library. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'rollcall-matrix-'));
  const sandbox = await startSandboxServer({ port: 0, quota: 0 });
  const { url, storeHash, accessToken } = sandbox;
  const env = {
    ...process.env,
    ROLLCALL_HOME: home,
    ROLLCALL_PORT: '0',
    ROLLCALL_API_KEY: 'matrix-key',
    NO_COLOR: '1',
  };
  const server = spawn(process.execPath, [bin, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const serverUrl = await addressOf(server);
  const store = connect({ storeHash, accessToken, apiUrl: url });
  await post(`${serverUrl}/api/credentials`, {
    id: credential,
    store_hash: storeHash,
    access_token: accessToken,
    api_url: url,
  });

  return {
    surfaces: [library(), cli(), http()],
    sandboxUrl: url,
    async stop() {
      await store.close();
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      await sandbox.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };

  function library(): Surface {
    return {
      name: 'library',
      run: (node, params) =>
        method(node)(store, params).catch((error) => {
          if (!isRollcallError(error)) throw error;
          return { success: false, error: JSON.parse(JSON.stringify(error)), message: error.message };
        }),
      runMany: async (node, items) => JSON.parse(JSON.stringify(await method(node).many(store, items))),
    };
  }

  function method(node: string) {
    const found = nodes[node as keyof typeof nodes];
    if (!found) throw new Error(`no node ${node}`);
    return found as unknown as {
      (store: unknown, params: unknown): Promise<Answer>;
      many(store: unknown, items: unknown): Promise<Answer[]>;
    };
  }

  function cli(): Surface {
    return {
      name: 'cli',
      async run(node, params) {
        const { stdout, code } = await rollcall([definitionOf(node).action, ...flagsOf(params)]);
        const answer = JSON.parse(stdout);
        if (code !== (answer.success ? 0 : 1)) throw new Error(`exit code ${code} for ${stdout}`);
        return answer;
      },
      async runMany(node, items) {
        const input = items.map((item) => JSON.stringify(item)).join('\n');
        const { stdout } = await rollcall([definitionOf(node).action, '--items', '-'], input);
        return stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
      },
    };
  }

  function http(): Surface {
    const run = (node: string, path: string, body: object) =>
      post(`${serverUrl}/api/nodes/${definitionOf(node).name}/${path}`, { ...body });
    return {
      name: 'http',
      run: (node, params) => run(node, 'run', { credentials_id: credential, ...params }),
      runMany: async (node, items) =>
        (await run(node, 'run-many', { params: { credentials_id: credential }, items })).results,
    };
  }

  async function rollcall(args: string[], input?: string): Promise<{ stdout: string; code: number | null }> {
    const child = spawn(process.execPath, [bin, ...args, '--credentials', credential], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.end(input ?? '');
    const [code] = await once(child, 'close');
    if (stdout === '') throw new Error(`rollcall ${args.join(' ')} printed nothing: ${stderr}`);
    return { stdout, code };
  }
}

function definitionOf(node: string) {
  const definition = nodeDefinitions.find(({ name }) => name.toLowerCase() === `bigcommerce${node.toLowerCase()}`);
  if (!definition) throw new Error(`no node ${node}`);
  return definition;
}

/** Half of the parameters as flags, objects as JSON: as people mix them. */
function flagsOf(params: Record<string, unknown>): string[] {
  const flags: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    flags.push(`--${name.replaceAll('_', '-')}=${text}`);
  }
  return flags;
}

async function post(url: string, body: object): Promise<Answer> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer matrix-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await reply.json()) as Answer;
}

async function addressOf(server: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of server.stdout!) {
    text += chunk;
    const address = /API: (http:\/\/[^/\s]+)/.exec(text)?.[1];
    if (address) {
      server.stdout!.resume();
      return address;
    }
  }
  throw new Error(`The server ended: ${text}`);
}
