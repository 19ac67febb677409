import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import type { SandboxServerOptions, SandboxStats } from '../src/sandbox/index.ts';
import { startChild } from './start-child.ts';
import type { StoreAddress } from './store-address.ts';

export type RunningSandbox = {
  address: StoreAddress;
  /** The sandbox's own count of everything. */
  stats(): Promise<SandboxStats>;
  setFaults(faults: SandboxServerOptions['faults']): Promise<void>;
  /** Begins anew: no customers but the demo data, no faults, all counts at 0. */
  reset(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a sandbox in a process of its own. Unlimited and without latency where the options say nothing else. */
export async function startSandbox(options: SandboxServerOptions = {}): Promise<RunningSandbox> {
  const child = startChild(fileURLToPath(new URL('serve-sandbox.ts', import.meta.url)), { quota: 0, ...options });
  const address = JSON.parse(await child.firstLine()) as StoreAddress;

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const reply = await request(`${address.url}/_sandbox/${path}`, {
      method,
      // Its own connection: the counts are read before and after a run, never beside it.
      reset: true,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`The sandbox answered ${reply.statusCode} to ${path}: ${text}`);
    return JSON.parse(text);
  }

  return {
    address,
    stats: () => ask('GET', 'stats') as Promise<SandboxStats>,
    setFaults: async (faults) => void (await ask('POST', 'faults', faults)),
    reset: async () => void (await ask('POST', 'reset', {})),
    stop: () => child.stop(),
  };
}
