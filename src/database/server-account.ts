import { readFileSync, statSync } from 'node:fs';

/** Whom the embedded server runs as. */
export type Account = { uid: number; gid: number; name: string };

/**
 * Postgres refuses to run as root, so as root it runs as the account that owns the data folder already, else as `postgres`, else as
 * `nobody`. Undefined: it runs as the current user.
 */
export function serverAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // An account that appears later (a Postgres installed beside Rollcall) must not take a home over.
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `uid ${owner.uid}` };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((account) => account[0] === name);
    // macOS writes nobody as -2.
    if (fields) return { uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0, name };
  }
  return { uid: 65534, gid: 65534, name: 'uid 65534' };
}
