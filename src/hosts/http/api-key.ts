import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key in ROLLCALL_HOME/api-key (0600), made when there is none. */
export function readApiKey(home: string): string {
  const file = join(home, 'api-key');
  try {
    const key = readFileSync(file, 'utf8').trim();
    if (key) return key;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
  const partial = writeKey(home);
  try {
    // Where another process made one at this moment, its key stays: a link never replaces a file.
    linkSync(partial, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    if (!readFileSync(file, 'utf8').trim()) renameSync(partial, file);
  }
  rmSync(partial, { force: true });
  return readFileSync(file, 'utf8').trim();
}

/** Replaces the key. A server that runs takes the new one at its next request; all console sessions end. */
export function rotateApiKey(home: string): string {
  renameSync(writeKey(home), join(home, 'api-key'));
  return readApiKey(home);
}

function writeKey(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const partial = join(home, `api-key.${randomBytes(4).toString('hex')}`);
  writeFileSync(partial, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return partial;
}
