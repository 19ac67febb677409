import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './prepare-home.ts';
import { SetupError } from './setup-error.ts';

/** The password of the embedded server, made on the first start. To be called under the exclusive lock. */
export function serverPassword(home: Home): string {
  const file = join(home.cluster, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(home.data)) {
    throw new SetupError(`${file} is missing: without it nobody can log in to the database beside it.`, {
      hint: 'Restore it from a backup, together with the data folder.',
    });
  }
  const password = randomBytes(32).toString('base64url');
  writeFileSync(`${file}.partial`, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.partial`, file);
  return password;
}
