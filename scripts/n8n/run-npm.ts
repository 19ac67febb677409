import { delimiter, dirname } from 'node:path';
import type { Processes } from './processes.ts';

/**
 * Runs npm in a folder, on the Node that runs this.
 * @returns what it printed
 * @throws {Error} with what it printed when it fails
 */
export async function runNpm(processes: Processes, folder: string, ...args: string[]): Promise<string> {
  // npm_execpath is the npm that runs this script; without it (node scripts/test-n8n.ts) the one on the PATH.
  const own = process.env.npm_execpath;
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
  const child = own
    ? processes.start(process.execPath, [own, ...args], { cwd: folder, env })
    : processes.start('npm', args, { cwd: folder, env, shell: process.platform === 'win32' });
  let printed = '';
  let complaints = '';
  child.stdout!.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    complaints += chunk;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}:\n${complaints || printed}`);
  return printed;
}
