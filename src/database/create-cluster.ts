import { randomBytes } from 'node:crypto';
import { existsSync, lchownSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Home, makeServerFolder, removeServerFolder } from './prepare-home.ts';
import { runProgram } from './run-program.ts';
import type { Binaries } from './server-binaries.ts';
import { explainServerFailure } from './server-log.ts';

/**
 * Makes the data folder unless there is one. initdb works in a folder of another name, which is renamed when complete: one that was
 * killed half-way leaves only rubbish, removed here. To be called under the exclusive lock.
 */
export async function createCluster(home: Home, binaries: Binaries, password: string): Promise<void> {
  for (const name of readdirSync(home.cluster)) {
    // An initdb that outlived its parent may still write in there; the next start removes the rest.
    if (name.startsWith('partial-')) await remove(home, join(home.cluster, name)).catch(() => undefined);
  }
  if (existsSync(home.data)) return;

  const partial = join(home.cluster, `partial-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${partial}.password`;
  makeServerFolder(home, partial);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (home.account) lchownSync(passwordFile, home.account.uid, home.account.gid);
  try {
    const { ok, output } = await runProgram(
      binaries.initdb,
      [
        `--pgdata=${partial}`,
        // Not `rollcall`: the schema of that name would then be searched first, here and on no other server.
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // Built into Postgres: the same order and case rules on every system, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--text-search-config=simple',
        '--no-instructions',
        // What it wrote tells a full disk from other faults; removed below.
        '--no-clean',
      ],
      { account: home.account },
    );
    if (!ok) throw explainServerFailure(home, 'make its data folder', output);
    renameSync(partial, home.data);
  } finally {
    for (const path of [partial, passwordFile]) await remove(home, path).catch(() => undefined);
  }
}

async function remove(home: Home, path: string): Promise<void> {
  if (path.endsWith('.password')) rmSync(path, { force: true });
  else await removeServerFolder(home, path);
}
