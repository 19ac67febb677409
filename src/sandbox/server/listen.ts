import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Binds a server and resolves with the port. @throws {Error} when the port is taken and no other will do */
export async function listen(server: Server, host: string, port: number, fallback: boolean): Promise<number> {
  try {
    return await bind(server, host, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (fallback) return bind(server, host, 0);
    throw new Error(`Port ${port} on ${host} is taken by another program; choose another one, or 0 for any free port`, {
      cause: error,
    });
  }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
