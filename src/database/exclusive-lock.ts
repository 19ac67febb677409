import { closeSync, constants, openSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, SetupError } from './setup-error.ts';

export type LockOptions = {
  /** Longer than a first start on a slow disk, or a crash recovery, can take. @default 660_000 */
  timeoutMs?: number;
};

/**
 * Runs `work` while no other process (and no other call in this one) runs work for this home.
 *
 * The lock is one that the kernel drops when its holder dies, kill -9 included: there is no stale lock to judge, and so no race in
 * judging it. Node has no flock; what it has is a listening socket without a file (Linux: abstract namespace, Windows: named pipe), whose
 * name only one process can hold, and on macOS and BSD open(2) with O_EXLOCK.
 */
export async function withExclusiveLock<T>(
  home: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const deadline = Date.now() + (options.timeoutMs ?? 660_000);
  const { dev, ino } = statSync(home);
  // Device and inode: two paths to one folder are one lock.
  const acquire = socketNamesVanish
    ? () => listenOn(`${process.platform === 'win32' ? '\\\\.\\pipe\\' : '\0'}rollcall-${dev}-${ino}`)
    : () => openLocked(join(home, 'run', 'lock'));
  let release = await acquire();
  while (!release) {
    if (Date.now() > deadline) {
      throw new SetupError(
        `Another rollcall process has been starting or stopping the database in ${home} all this time.`,
        {
          hint: 'Look for a rollcall process that hangs and end it, then try again.',
        },
      );
    }
    await sleep(20 + Math.random() * 20);
    release = await acquire();
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

const socketNamesVanish = process.platform === 'linux' || process.platform === 'win32';

type Release = () => void | Promise<void>;

function listenOn(name: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(name, () => resolve(() => new Promise((closed) => server.close(() => closed()))));
  });
}

/** The value of O_EXLOCK on macOS and the BSDs; Node exports no name for it. */
const O_EXLOCK = 0x20;

function openLocked(path: string): Promise<Release | undefined> {
  try {
    const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o600);
    return Promise.resolve(() => closeSync(descriptor));
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return Promise.resolve(undefined);
    throw error;
  }
}
