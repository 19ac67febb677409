import { closeSync, existsSync, openSync, readSync, statfsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './prepare-home.ts';
import { SetupError } from './setup-error.ts';

/** Postgres opens it for appending, so that it can be cut while the server writes. */
export function logFile(home: Home): string {
  return join(home.cluster, 'server.log');
}

/** Keeps the log from growing without end: over 5 MB it is emptied. */
export function boundLog(home: Home): void {
  const file = logFile(home);
  if (logSize(home) > 5_000_000) truncateSync(file, 0);
}

export function logSize(home: Home): number {
  return statSync(logFile(home), { throwIfNoEntry: false })?.size ?? 0;
}

/** What was logged from byte `from` on, at most the last 16 kB of it. */
export function logSince(home: Home, from: number): string {
  if (!existsSync(logFile(home))) return '';
  const size = logSize(home);
  const start = Math.max(from > size ? 0 : from, size - 16_384);
  const buffer = Buffer.alloc(size - start);
  const descriptor = openSync(logFile(home), 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, start));
  } finally {
    closeSync(descriptor);
  }
}

const causes: { pattern: RegExp; what: string; hint: string; code?: 'disk_full' }[] = [
  {
    // Shared memory has its own size limit in containers, and the same words.
    pattern: /shared memory segment.*No space left on device/,
    what: 'there is not enough shared memory',
    hint: 'Give the container more of it (docker run --shm-size=256m).',
  },
  {
    pattern: /No space left on device|Disk quota exceeded|ENOSPC/,
    what: 'the disk is full',
    hint: 'Free some space there and start again, nothing is lost; or set ROLLCALL_HOME to a folder on another disk.',
    code: 'disk_full',
  },
  {
    pattern: /Cannot allocate memory|Out of memory/i,
    what: 'there is not enough memory',
    hint: 'Free some memory (Postgres needs about 200 MB here) and start again.',
  },
  {
    pattern: /database files are incompatible|initialized by PostgreSQL version|different PG_CONTROL_VERSION/,
    what: 'the data was written by another version of Postgres',
    hint: 'Start the version of Rollcall that wrote it, or move it with pg_dump to a Postgres of your own and set DATABASE_URL.',
  },
  {
    pattern: /wrong ownership|Permission denied|invalid permissions/,
    what: 'files in it belong to another user',
    hint: 'Start Rollcall as the user who created this home, or give the folder back to that user (chown -R).',
  },
  {
    pattern:
      /not a (valid )?(database|data) (cluster )?directory|could not locate a valid checkpoint|invalid (primary )?checkpoint|PANIC|is not a database cluster|global\/pg_control|could not find the database system|incorrect checksum|could not open (file|directory)|missing (file|or erroneous)|invalid data in file|syntax error in file|unexpected data beyond EOF/,
    what: 'its data folder is damaged',
    hint: 'Restore it from a backup; or move it away, and Rollcall begins with an empty one: credentials are then to be added again.',
  },
];

/** Says why the server (or initdb) failed, from what it printed. */
export function explainServerFailure(home: Home, doing: string, output: string): SetupError {
  // A full disk takes no log either.
  const text = isFull(home) ? `${output}\nNo space left on device` : output;
  const cause = causes.find(({ pattern }) => pattern.test(text));
  const last = output
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error:|could not/.test(line))
    .slice(-3)
    .join('\n');
  // Which of its files found no room helps nobody.
  const said = cause?.code === 'disk_full' ? '' : last || output.split('\n').slice(-3).join('\n').trim();
  return new SetupError(
    `The embedded Postgres in ${home.cluster} could not ${doing}${cause ? `: ${cause.what}` : ''}.${said ? `\nIt said: ${said}` : ''}`,
    {
      hint: cause?.hint ?? `Its log is ${logFile(home)}. Or set DATABASE_URL to a Postgres of your own (14 or later).`,
      code: cause?.code ?? 'database_away',
    },
  );
}

function isFull(home: Home): boolean {
  try {
    const { bavail, bsize } = statfsSync(home.cluster);
    return bavail * bsize < 65_536;
  } catch {
    return false;
  }
}
