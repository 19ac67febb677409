import { posix, win32 } from 'node:path';
import { SetupError } from './setup-error.ts';

/**
 * Where Rollcall keeps its data when ROLLCALL_HOME is not set: the platform's data folder. As root it is /var/lib/rollcall, since
 * Postgres runs as an account that cannot enter /root.
 * @throws {SetupError} when the environment names no home folder.
 */
export function defaultHome(env: Record<string, string | undefined>, platform: string, uid?: number): string {
  if (platform === 'win32') {
    const base = env.LOCALAPPDATA ?? (env.USERPROFILE && win32.join(env.USERPROFILE, 'AppData', 'Local'));
    return win32.join(required(base), 'Rollcall');
  }
  if (uid === 0) return '/var/lib/rollcall';
  if (platform === 'darwin') return posix.join(required(env.HOME), 'Library', 'Application Support', 'Rollcall');
  // The XDG specification says that a relative path is to be ignored.
  if (env.XDG_DATA_HOME && posix.isAbsolute(env.XDG_DATA_HOME)) return posix.join(env.XDG_DATA_HOME, 'rollcall');
  return posix.join(required(env.HOME), '.local', 'share', 'rollcall');
}

function required(folder: string | undefined): string {
  if (folder) return folder;
  throw new SetupError('There is no folder for data: this account has no home.', {
    hint: 'Set ROLLCALL_HOME to a folder that this account may write.',
  });
}
