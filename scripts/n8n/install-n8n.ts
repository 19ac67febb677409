import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Processes } from './processes.ts';
import { runNpm } from './run-npm.ts';

/** The n8n that the package is proved with. */
export const N8N_VERSION = '2.40.7';

/**
 * Installs n8n into a folder, where it is not there already: about four minutes and 3 GB. Scripts of dependencies are left out, because
 * one of them fails to compile a client of Kafka; of the native modules n8n needs sqlite3 only, the others bring binaries.
 * @returns the file to run with Node
 */
export async function installN8n(processes: Processes, folder: string, say: (line: string) => void): Promise<string> {
  const packageFile = join(folder, 'node_modules/n8n/package.json');
  const program = join(folder, 'node_modules/n8n/bin/n8n');
  const sqlite = join(folder, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
  if (existsSync(sqlite) && existsSync(packageFile)) {
    const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
    if (version === N8N_VERSION) {
      say(`n8n ${version} is in ${folder} already`);
      return program;
    }
  }
  say(`Installing n8n ${N8N_VERSION} into ${folder}: about four minutes and 3 GB ...`);
  mkdirSync(folder, { recursive: true });
  // Without a package.json of its own npm would look for one in the folders above.
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(
    processes,
    folder,
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `n8n@${N8N_VERSION}`,
  );
  say('Building sqlite3 ...');
  await runNpm(processes, folder, 'rebuild', 'sqlite3', '--loglevel=error');
  return program;
}
