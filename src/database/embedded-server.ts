import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connectOnce, embeddedConnection, isConnectionLost } from './connection.ts';
import { withExclusiveLock } from './exclusive-lock.ts';
import { enterRun, liveEntries } from './live-processes.ts';
import { type Home, prepareHome } from './prepare-home.ts';
import { runningServer } from './running-server.ts';
import { boundLog, explainServerFailure, logFile, logSince, logSize } from './server-log.ts';
import { serverPassword } from './server-password.ts';
import { errorCode, explainFileError, SetupError } from './setup-error.ts';
import { type StartOptions, startServer } from './start-server.ts';
import { stopServer } from './stop-server.ts';

export type EmbeddedServer = {
  /** Makes sure that the server answers, starting it where it is gone. */
  ensure(): Promise<Connection>;
  /** Leaves the home; the last process to leave stops the server. */
  leave(): Promise<void>;
};

export type EmbeddedServerOptions = StartOptions & {
  /** Absolute path of ROLLCALL_HOME. */
  home: string;
  log: (message: string) => void;
};

/** Joins the processes that share the server of a home. The caller calls `ensure` before it connects. */
export async function joinEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainFileError(error, options.home);
    }
  };
  const home = await explained(() => prepareHome(options.home));
  const locked = <T>(work: () => Promise<T>) => explained(() => withExclusiveLock(home.folder, work));
  const entry = await locked(async () => enterRun(home.folder));
  const hourly = setInterval(() => boundLog(home), 3_600_000).unref();

  return {
    ensure: () => locked(() => ensureServer(home, options)),
    leave: async () => {
      clearInterval(hourly);
      await locked(async () => {
        rmSync(entry, { force: true });
        if (liveEntries(home.folder).length === 0) await stopServer(home);
      });
    },
  };
}

async function ensureServer(home: Home, options: EmbeddedServerOptions): Promise<Connection> {
  liveEntries(home.folder);
  boundLog(home);
  const password = serverPassword(home);
  const logged = logSize(home);
  // It may be starting, recovering from a crash or shutting down, each for a while.
  for (const giveUp = Date.now() + 600_000; ; await sleep(50)) {
    let server = runningServer(home);
    if (!server) {
      options.log(`starting the embedded Postgres in ${home.cluster}`);
      await startServer(home, password, options);
      server = runningServer(home);
    }
    if (server?.listening) {
      const connection = embeddedConnection(server.listening, password);
      const refusal = await connectOnce(connection, (client) => client.query('select 1')).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!refusal) return connection;
      if (errorCode(refusal) === '28P01') throw wrongPassword(home);
      if (!isConnectionLost(refusal)) throw explainServerFailure(home, 'be reached', (refusal as Error).message);
    }
    if (Date.now() > giveUp) throw explainServerFailure(home, 'be reached', logSince(home, logged));
  }
}

function wrongPassword(home: Home): SetupError {
  return new SetupError(`The embedded Postgres refuses the password in ${home.cluster}/password.`, {
    hint: `The file and the data folder beside it do not belong together: restore both from one backup. The log is ${logFile(home)}.`,
  });
}
