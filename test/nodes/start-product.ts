import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { temporaryHome } from '../../src/hosts/fixtures/temporary-home.ts';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import type { OpenSurface, SurfaceName } from './surface.ts';
import { openCli } from './surfaces/cli.ts';
import { openHttp } from './surfaces/http.ts';
import { openLibrary } from './surfaces/library.ts';
import { openMcpSurface } from './surfaces/mcp.ts';
import { openModules } from './surfaces/modules.ts';
import { openN8n } from './surfaces/n8n.ts';
import { postJson } from './surfaces/post-json.ts';

const program = resolve(import.meta.dirname, '../../bin/rollcall.js');

/** Where a surface does its work: a store of its own, whose credentials have the surface's name as their id. */
export type Place = {
  credentialsId: string;
  sandbox: SandboxServer;
  /** Environment of the processes of this product. */
  env: Record<string, string>;
  home: string;
  /** Where its HTTP API is. */
  serverUrl: string;
};

export type Product = {
  surfaces: { surface: OpenSurface; sandbox: SandboxServer }[];
  stop(): Promise<void>;
};

const openers: Record<SurfaceName, (place: Place) => OpenSurface | Promise<OpenSurface>> = {
  library: openLibrary,
  cli: openCli,
  http: openHttp,
  mcp: openMcpSurface,
  n8n: openN8n,
  modules: openModules,
};

/** The whole product as a user has it: a server process with its database, and each surface on a sandbox store of its own. */
export async function startProduct(): Promise<Product> {
  const { home, remove } = temporaryHome();
  const env = { ROLLCALL_HOME: home, ROLLCALL_PORT: '0', ROLLCALL_API_KEY: 'matrix-key', NO_COLOR: '1' };
  const server = spawn(process.execPath, [program, 'start'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sandboxes: SandboxServer[] = [];
  const surfaces: Product['surfaces'] = [];
  try {
    const serverUrl = await addressOf(server);
    for (const [name, open] of Object.entries(openers)) {
      const sandbox = await startSandboxServer({ port: 0, quota: 0, storeHash: `store-${name}` });
      sandboxes.push(sandbox);
      const { storeHash, accessToken, url } = sandbox;
      const credential = { id: name, store_hash: storeHash, access_token: accessToken, api_url: url };
      await postJson(`${serverUrl}/api/credentials`, credential);
      surfaces.push({ sandbox, surface: await open({ credentialsId: name, sandbox, env, home, serverUrl }) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { surfaces, stop };

  async function stop(): Promise<void> {
    for (const { surface } of surfaces) await surface.close?.();
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    for (const sandbox of sandboxes) await sandbox.stop();
    remove();
  }
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
