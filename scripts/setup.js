// Runs before `npm start` and `npm test`: installs what package-lock.json names and builds the console, each once.
// Plain JavaScript without dependencies, because it runs on the caller's Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { buildConsole } from './build-console.js';

const installed = 'node_modules/.package-lock.json';
const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;

if (!upToDate) {
  console.error('Installing the dependencies of package-lock.json (once, about 20 seconds) ...');
  // npm_execpath is the npm that runs this script; without it (node scripts/setup.js) the one on the PATH.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed; its message is above. Nothing was started.');
    process.exit(1);
  }
}

buildConsole();
