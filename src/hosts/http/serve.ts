import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export type Served = {
  port: number;
  /** Takes no more requests; those under way may finish within `graceMs`, then their connections are cut. */
  close(graceMs: number): Promise<void>;
};

/**
 * Serves an app on a port.
 * @throws what listening throws: EADDRINUSE, EACCES, EADDRNOTAVAIL
 */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Served> {
  // A large file takes its time: who sends nothing for long is cut off where the body is read.
  const server = createAdaptorServer({ fetch, serverOptions: { requestTimeout: 0 } }) as Server;
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
