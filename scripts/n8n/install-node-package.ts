import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Processes } from './processes.ts';
import { runNpm } from './run-npm.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Builds the n8n package, packs it as it is published, and installs the archive into each folder. Peers are left out, as n8n
 * leaves them out: its own n8n-workflow is the one that counts.
 * @returns the name of the archive
 */
export async function installNodePackage(processes: Processes, archives: string, folders: string[]): Promise<string> {
  execFileSync(process.execPath, [join(root, 'scripts/build-n8n.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  mkdirSync(archives, { recursive: true });
  const packed = await runNpm(
    processes,
    join(root, 'n8n'),
    'pack',
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    archives,
  );
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('[')));
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await runNpm(
      processes,
      folder,
      'install',
      '--legacy-peer-deps',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      join(archives, filename),
    );
  }
  return filename;
}
