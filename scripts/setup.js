// Runs before `npm start` and `npm test`: installs what package-lock.json names and builds the console and the package, each once.
// Plain JavaScript without dependencies, because it runs on the caller's Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { buildConsole } from './build-console.js';
import { buildN8n } from './build-n8n.js';
import { buildPackage } from './build-package.js';

const installed = 'node_modules/.package-lock.json';
const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;

if (!upToDate) {
  console.error('Installing the dependencies of package-lock.json (once, about 20 seconds) ...');
  // Only what allowScripts names may run a script: npm 10 runs them all, and a test dependency would then be compiled on Node 20.
  npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  npm('rebuild', ...allowed(), '--loglevel=error');
}

buildConsole();
buildN8n();
buildPackage();

function allowed() {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.keys(allowScripts).filter((name) => allowScripts[name] && existsSync(`node_modules/${name}`));
}

function npm(...args) {
  // npm_execpath is the npm that runs this script; without it (node scripts/setup.js) the one on the PATH.
  const own = process.env.npm_execpath;
  const { status } = own
    ? spawnSync(process.execPath, [own, ...args], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(`npm ${args[0]} failed; its message is above. Nothing was started.`);
  // Half an installation must not look like a whole one.
  rmSync(installed, { force: true });
  process.exit(1);
}
