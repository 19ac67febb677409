import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.ts';
import { type Account, serverAccount } from './server-account.ts';
import { errorCode, SetupError } from './setup-error.ts';

const temporaryFolders = [tmpdir(), '/tmp', '/var/tmp'];

export type Home = {
  /** Absolute path. */
  folder: string;
  /** Holds settings, log and password, which are the current user's. */
  cluster: string;
  /** In it; like the folder of the socket it belongs to the server's account. */
  data: string;
  /** Undefined: the current user. */
  account: Account | undefined;
};

/**
 * Makes the folders that the embedded server needs. As root the home is opened for traversal (0711), so that the server's account
 * reaches its own folder in it; its listing stays closed.
 * @throws {SetupError} when that account cannot enter one of the folders above.
 */
export async function prepareHome(folder: string): Promise<Home> {
  // Folders above the home that are missing are made as any other; only the home itself is closed to others.
  makeFolder(dirname(folder), 0o755);
  makeFolder(folder, 0o700);
  accessSync(folder, constants.W_OK | constants.X_OK);
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
  const cluster = join(folder, 'postgres');
  const data = join(cluster, 'data');
  const account = serverAccount(data);
  if (account) {
    const mode = statSync(folder).mode & 0o7777;
    if ((mode & 0o011) !== 0o011) chmodSync(folder, mode | 0o011);
    openTemporaryFolders(folder);
    await checkTraversal(folder, account);
  }
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (account) chmodSync(cluster, 0o711);
  return { folder, cluster, data, account };
}

/**
 * Opens the folders between the system's temporary folder and the home for traversal, where root made them: a home in a
 * `mktemp -d` must work. Folders elsewhere, such as /root, stay as they are.
 */
function openTemporaryFolders(folder: string): void {
  const above = parentsOf(folder).slice(0, -1);
  const start = above.findLastIndex((path) => temporaryFolders.includes(path));
  for (const path of start < 0 ? [] : above.slice(start + 1)) {
    const found = lstatSync(path);
    const { uid, mode } = found;
    // Neither a link nor another user's folder is followed or opened.
    if (uid !== 0 || !found.isDirectory()) return;
    if ((mode & 0o011) !== 0o011) chmodSync(path, (mode & 0o7777) | 0o011);
  }
}

/** From the root of the file system down to the folder itself. */
function parentsOf(folder: string): string[] {
  const parents: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    parents.unshift(at);
    if (at === dirname(at)) return parents;
  }
}

/** Like mkdir -p. Node's own never returns where a file system refuses with ENOENT, as /proc does. */
function makeFolder(path: string, mode: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path), 0o755);
  try {
    mkdirSync(path, { mode });
    // Whatever the umask: the server's account must come through.
    if (process.getuid?.() === 0) chmodSync(path, mode);
  } catch (error) {
    // Another process may have made it at this moment; or it is a file.
    if (errorCode(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/** Makes an empty folder that belongs to the server's account. */
export function makeServerFolder(home: Home, path: string): void {
  mkdirSync(path, { mode: 0o700 });
  if (home.account) chownSync(path, home.account.uid, home.account.gid);
}

/** Removes a folder of the server's account, as that account: root must not walk where another may plant links. */
export async function removeServerFolder(home: Home, path: string): Promise<void> {
  if (home.account && existsSync(path)) {
    await runProgram('/bin/sh', ['-c', 'cd "$1" && rm -rf ./* ./.[!.]*', 'sh', path], { account: home.account });
    rmdirSync(path);
  } else {
    rmSync(path, { recursive: true, force: true });
  }
}

async function checkTraversal(folder: string, account: Account): Promise<void> {
  // Asked, not computed from mode bits: access lists and security modules have a say as well.
  const script = 'for d; do cd "$d" 2>/dev/null || { printf %s "$d"; exit 1; }; done';
  const { ok, output } = await runProgram('/bin/sh', ['-c', script, 'sh', ...parentsOf(folder)], { account });
  if (ok) return;
  throw new SetupError(
    `Postgres refuses to run as root, so Rollcall runs it as ${account.name}, and that account cannot enter ${output || folder}.`,
    {
      hint: `Set ROLLCALL_HOME to a folder that every account can reach, such as /var/lib/rollcall, or allow it: chmod o+x '${output}'`,
    },
  );
}
