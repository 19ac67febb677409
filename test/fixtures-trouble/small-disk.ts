import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = ReturnType<typeof smallDisk>;

/** A disk of so many megabytes for a home, in memory. Only root can mount one. */
export function smallDisk(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    throw new Error(`No disk: ${stderr}`);
  }
  const ballast = join(folder, 'ballast');
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    home: folder,
    /** Leaves so many bytes free. */
    fill(left = 0): void {
      const block = Buffer.alloc(2 ** 20);
      for (let more = free() - left; more > 0; more = free() - left)
        appendFileSync(ballast, more < block.length ? block.subarray(0, more) : block);
    },
    /** Takes the ballast away. */
    empty: () => rmSync(ballast, { force: true }),
    remove(): void {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whether this account may make such a disk. */
export function canMount(): boolean {
  try {
    smallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
}

/** Makes a folder that nobody can write, root neither. Returns what makes it writable. */
export function readOnlyFolder(folder: string): () => void {
  mkdirSync(folder);
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500);
    return () => chmodSync(folder, 0o700);
  }
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
  if (status !== 0) throw new Error(`No disk: ${stderr}`);
  return () => void spawnSync('umount', ['-l', folder]);
}
