import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './prepare-home.ts';
import type { Listening } from './running-server.ts';

/**
 * Writes postgresql.conf, on every start, so that a newer Rollcall's settings reach an older home. It lies beside the data folder, not in
 * it: the server reads it and cannot change it.
 */
export function writeSettings(home: Home, listening: Listening): void {
  const { socketFolder, port } = listening;
  const settings: Record<string, string> = {
    data_directory: home.data,
    hba_file: join(home.data, 'pg_hba.conf'),
    ident_file: join(home.data, 'pg_ident.conf'),
    listen_addresses: socketFolder ? '' : '127.0.0.1',
    // A list of folders in which a quoted name may hold anything.
    unix_socket_directories: socketFolder ? `"${socketFolder.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    port: String(port),
    // Each rollcall process holds about fifteen connections.
    max_connections: '200',
    fsync: 'on',
    // Nobody replicates it. What is loaded into a table that its own transaction emptied then goes to disk once, not twice.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    jit: 'off',
    // Parallel queries take shared memory by the hundred MB, and a container has 64 MB by default.
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No statement, no value of a row: customers' data and tokens stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  };
  const text = Object.entries(settings).map(([name, value]) => `${name} = ${quote(value)}\n`);
  const file = settingsFile(home);
  writeFileSync(`${file}.partial`, `# Written by Rollcall on every start.\n${text.join('')}`);
  chmodSync(`${file}.partial`, 0o644);
  renameSync(`${file}.partial`, file);
}

export function settingsFile(home: Home): string {
  return join(home.cluster, 'postgresql.conf');
}

function quote(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
}
