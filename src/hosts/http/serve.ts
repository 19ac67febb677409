import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export type Served = {
  port: number;
  /** Takes no more requests; those under way may finish within `graceMs`, then their connections are cut. */
  close(graceMs: number): Promise<void>;
};

export type ServeOptions = {
  host: string;
  port: number;
  /** How long a connection may take to bring the head of a request, and to end one that is answered already. @default 60_000 */
  headMs?: number;
};

/**
 * Serves an app on a port.
 * @throws what listening throws: EADDRINUSE, EACCES, EADDRNOTAVAIL
 */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port, headMs = 60_000 }: ServeOptions,
): Promise<Served> {
  // A large file takes its time: who sends nothing for long is cut off where the body is read. Without a limit for the whole request Node
  // sets none for its head either, unless it is told one.
  const serverOptions = {
    requestTimeout: 0,
    headersTimeout: headMs,
    connectionsCheckingInterval: Math.min(headMs, 30_000),
  };
  const server = createAdaptorServer({ fetch, serverOptions }) as Server;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A body that nobody asked for is read by nobody, and would keep its connection for as long as it comes.
    response.once('finish', () => {
      if (!request.complete) setTimeout(() => request.complete || request.destroy(), headMs).unref();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        // A stream that ends now leaves its connection open for further requests.
        const tidy = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearTimeout(cut);
          clearInterval(tidy);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
