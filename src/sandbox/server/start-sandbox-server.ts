import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSandbox } from '../create-sandbox.ts';
import { type Journal, openJournal } from '../journal/open-journal.ts';
import type { Sandbox, SandboxOptions } from '../options.ts';
import { answerRequest } from './answer-request.ts';
import { createSystemClock } from './create-system-clock.ts';
import { keepIdentity } from './keep-identity.ts';
import { listen } from './listen.ts';
import { lockDirectory } from './lock-directory.ts';

export type SandboxServerOptions = Omit<SandboxOptions, 'clock' | 'journal' | 'warn'> & {
  /** @default '127.0.0.1' */
  host?: string;
  /** 0 is any free port. @default the port of the last time in this directory, else any free one */
  port?: number;
  /** Takes any free port when the wanted one is taken, instead of failing. @default false */
  portFallback?: boolean;
  /** Keeps the store, its port, hash and token across restarts; made where it is missing. @default memory only */
  directory?: string;
  /** Told of a request that the sandbox does not know, and of a line that a crash cut off. @default console.warn */
  warn?: (message: string) => void;
};

export type SandboxServer = {
  /** Such as `http://127.0.0.1:4322`; API paths begin with `/stores/{storeHash}`. */
  url: string;
  port: number;
  /** The port that was wanted, where another program has it and any free one was taken instead. */
  takenPort?: number;
  storeHash: string;
  accessToken: string;
  sandbox: Sandbox;
  /** Closes every connection, also those in use, and leaves no timer behind. */
  stop(): Promise<void>;
};

/**
 * Serves a sandbox over HTTP. Without a directory everything is gone when it stops; with one the store, its hash, token and port are there again
 * at the next start.
 * @throws {Error} when the port is taken, or another process serves this directory
 */
export async function startSandboxServer(options: SandboxServerOptions = {}): Promise<SandboxServer> {
  const { host = '127.0.0.1', port, portFallback = false, directory, warn = console.warn, ...rest } = options;
  if (directory !== undefined) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = directory === undefined ? undefined : lockDirectory(directory);
  const clock = createSystemClock();
  let journal: Journal | undefined;
  try {
    const identity = keepIdentity(directory, { storeHash: rest.storeHash, accessToken: rest.accessToken });
    if (directory !== undefined) journal = openJournal(directory, { warn });
    const isNew = journal === undefined || journal.size() === 0;
    const sandbox = createSandbox({ ...rest, ...identity, clock, warn, ...(journal && { journal }) });
    const { customers } = sandbox.stats().rows;
    if (rest.empty && !isNew && customers > 0)
      warn(
        `Store ${sandbox.storeHash} keeps what it holds (customers: ${customers}): only a new store starts empty. POST { "empty": true } to /_sandbox/reset to empty it.`,
      );
    const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      answerRequest(sandbox, host, request, response).catch((error: Error) => {
        // What a stop cuts off is no failure.
        if (server.listening) warn(`sandbox: ${request.method} ${request.url} failed: ${error.stack}`);
        response.destroy();
      });
    });
    const wanted = port ?? identity.port ?? 0;
    // A port that only this directory remembers is a wish; one that the caller names is not.
    const bound = await listen(server, host, wanted, portFallback || port === undefined);
    identity.remember(bound);
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
      port: bound,
      ...(wanted !== 0 && wanted !== bound && { takenPort: wanted }),
      storeHash: sandbox.storeHash,
      accessToken: sandbox.accessToken,
      sandbox,
      async stop() {
        if (!server.listening) return;
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
        clock.stop();
        try {
          journal?.close();
        } finally {
          unlock?.();
        }
      },
    };
  } catch (error) {
    clock.stop();
    journal?.close();
    unlock?.();
    throw error;
  }
}
