import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './prepare-home.ts';
import { processStart } from './process-start.ts';
import { runProgram } from './run-program.ts';
import { runningServer } from './running-server.ts';
import { locateBinaries } from './server-binaries.ts';

/** Stops the server, if one runs, and waits for its end. Connections are cut, nothing committed is lost. Under the exclusive lock. */
export async function stopServer(home: Home): Promise<void> {
  const server = runningServer(home);
  if (!server) return;
  if (process.platform === 'win32') {
    await runProgram(locateBinaries().pg_ctl, ['stop', '--wait', '--mode=fast', '--silent', `--pgdata=${home.data}`]);
    return;
  }
  const started = processStart(server.pid)?.started;
  const isThere = () => {
    const now = processStart(server.pid);
    return now !== undefined && now.started === started;
  };
  // What `pg_ctl stop -m fast` sends. Sent as the server's account, which owns the file that names the pid.
  if (!home.account) process.kill(server.pid, 'SIGINT');
  else await runProgram('/bin/sh', ['-c', 'kill -INT "$1"', 'sh', String(server.pid)], { account: home.account });
  // Until the process is gone: its file goes a moment earlier. After a minute it may finish alone; the next start waits for it.
  for (const giveUp = Date.now() + 60_000; isThere() && Date.now() < giveUp; ) await sleep(10);
}
