import pg from 'pg';
import type { Listening } from './running-server.ts';
import { errorCode, SetupError } from './setup-error.ts';

/** What pg needs to connect; `connectionString` for an external server, the rest for the embedded one. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string };

export function embeddedConnection(listening: Listening, password: string): Connection {
  const host = listening.socketFolder ?? '127.0.0.1';
  return { host, port: listening.port, user: 'postgres', password, database: 'postgres' };
}

/** The same as a URL, for libraries that take one. It holds the password. */
export function connectionUrl(connection: Connection): string {
  if ('connectionString' in connection) return connection.connectionString;
  const { host, port, user, password, database } = connection;
  if (!host.startsWith('/')) return `postgres://${user}:${password}@${host}:${port}/${database}`;
  return `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

/** Connects once, runs `work` and disconnects. @throws what pg throws when it cannot connect within ten seconds. */
export async function connectOnce<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'rollcall' });
  // The server may die while we talk to it: the query under way rejects, and that is enough.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const goneCodes = new Set([
  'database_away',
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
]);

/**
 * Whether the connection was lost or could not be made, as when the server is killed or starts up. For a statement that was under way it
 * says nothing about whether it took effect.
 */
export function isConnectionLost(error: unknown): boolean {
  if (goneCodes.has(errorCode(error) ?? '')) return true;
  return (
    error instanceof Error && /^Connection terminated|^Client has encountered a connection error/.test(error.message)
  );
}

/**
 * Checks that a server of one's own answers and is fit for use.
 * @throws {SetupError} that says why not, without the password.
 */
export async function checkExternalServer(connectionString: string): Promise<void> {
  let url: URL;
  try {
    url = new URL(connectionString);
    if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error(`it begins with ${url.protocol}`);
  } catch (error) {
    throw new SetupError('DATABASE_URL is not a Postgres URL.', {
      hint: 'It looks like postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters percent-encoded. Leave it out to use the embedded Postgres.',
      cause: error instanceof TypeError ? undefined : error,
    });
  }
  const where = `${url.hostname || url.searchParams.get('host') || 'localhost'}${url.port ? `:${url.port}` : ''}${url.pathname}`;
  try {
    await connectOnce({ connectionString }, async (client) => {
      const { rows } = await client.query(
        `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
          current_setting('server_encoding') as encoding, pg_is_in_recovery() as replica`,
      );
      const { version, name, encoding, replica } = rows[0];
      if (version < 140_000) {
        throw new SetupError(
          `The Postgres of DATABASE_URL (${where}) is version ${name}; Rollcall needs 14 or later.`,
          {
            hint: 'Upgrade it, or leave DATABASE_URL out to use the embedded Postgres 18.',
          },
        );
      }
      if (encoding !== 'UTF8') {
        throw new SetupError(
          `The database of DATABASE_URL (${where}) is encoded in ${encoding}; Rollcall needs UTF8.`,
          {
            hint: "Make one that is: create database rollcall encoding 'UTF8' template template0",
          },
        );
      }
      if (replica) {
        throw new SetupError(`The Postgres of DATABASE_URL (${where}) is a read-only replica.`, {
          hint: 'Let DATABASE_URL name the primary server.',
        });
      }
    });
  } catch (error) {
    throw error instanceof SetupError ? error : explainConnection(error, where);
  }
}

const refusals: Record<string, { what: string; hint: string }> = {
  '28P01': {
    what: 'it refuses the user or the password',
    hint: 'Correct them in DATABASE_URL; special characters are percent-encoded.',
  },
  '28000': {
    what: 'it does not let this user in',
    hint: "Check the user in DATABASE_URL, the server's pg_hba.conf, and whether it asks for ?sslmode=require.",
  },
  '3D000': {
    what: 'it has no database of this name',
    hint: 'Create it (createdb), or correct the name in DATABASE_URL.',
  },
  '53300': { what: 'it has no connection left', hint: "Raise the server's max_connections or end idle clients." },
  '57P03': { what: 'it is still starting', hint: 'Wait a moment and try again.' },
  ECONNREFUSED: { what: 'nothing listens there', hint: 'Start it, or correct host and port in DATABASE_URL.' },
  ENOENT: { what: 'nothing listens there', hint: 'Start it, or correct the socket folder in DATABASE_URL.' },
  ENOTFOUND: { what: 'there is no host of this name', hint: 'Correct the host in DATABASE_URL.' },
  EAI_AGAIN: { what: 'the host name cannot be looked up', hint: 'Check the network, or the host in DATABASE_URL.' },
};

function explainConnection(error: unknown, where: string): SetupError {
  // A host name with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const reason = refusals[errorCode(first) ?? ''];
  const silent = first instanceof Error && /timeout/i.test(first.message) ? 'it does not answer' : undefined;
  const what = reason?.what ?? silent ?? (first instanceof Error ? first.message : String(first));
  return new SetupError(`The Postgres of DATABASE_URL (${where}) cannot be used: ${what}.`, {
    hint: `${reason?.hint ?? 'Check DATABASE_URL, the network and the server.'} Leave DATABASE_URL out to use the embedded Postgres.`,
    code: 'database_away',
    cause: error,
  });
}
