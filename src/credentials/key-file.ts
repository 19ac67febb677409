import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, explainFileError, SetupError } from '../database/index.ts';
import { type VaultKey, vaultKey } from './vault-key.ts';

export function keyFile(home: string): string {
  return join(home, 'secret.key');
}

/**
 * The key in ROLLCALL_HOME/secret.key; undefined when there is no such file.
 * @throws {SetupError} when it cannot be read or is no key.
 */
export function readKeyFile(home: string): VaultKey | undefined {
  const file = keyFile(home);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw explainFileError(error, home);
  }
  if (/^[0-9a-f]{64}$/.test(text)) return vaultKey(Buffer.from(text, 'hex'));
  throw new SetupError(`The key file ${file} is damaged: it must hold 64 hexadecimal digits.`, {
    hint: 'Restore it from a backup. If there is none, delete it, remove the stored credentials and add them again.',
  });
}

/** Makes the key file (0600), or reads the one that another process made at the same moment. */
export function createKeyFile(home: string): VaultKey {
  const file = keyFile(home);
  const partial = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeFileSync(partial, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    try {
      // A link appears complete or not at all, and never over another file.
      linkSync(partial, file);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(partial, { force: true });
    }
  } catch (error) {
    throw explainFileError(error, home);
  }
  return readKeyFile(home)!;
}
