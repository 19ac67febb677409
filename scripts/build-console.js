// Builds the console into console/dist, unless it was built from exactly these sources. Runs before `npm start` and `npm test`.
// Plain JavaScript, because it runs on the caller's Node; vite itself runs on the Node 24 of node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const root = resolve(dirname(script), '..');
const built = join(root, 'console/dist');
/** A server that runs goes on with the old build until the new one is whole. */
const unfinished = join(root, `console/dist-${process.pid}`);
const stampName = '.built-from';

/** Ends the process with 1 where the build fails. */
export function buildConsole() {
  const sources = hashOfSources();
  const stamp = join(built, stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.error('Building the console (once for each change of it, a few seconds) ...');
  const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', unfinished, '--emptyOutDir', 'console'];
  const result = spawnSync(existsSync(node) ? node : process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    console.error('The console could not be built; the reason is above. Nothing was started.');
    process.exit(1);
  }
  writeFileSync(join(unfinished, stampName), sources);
  rmSync(built, { recursive: true, force: true });
  renameSync(unfinished, built);
}

function hashOfSources() {
  const hash = createHash('sha256');
  const own = readdirSync(join(root, 'console'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/[\\/]console[\\/](dist(-\d+)?|node_modules)[\\/]/.test(file))
    .sort();
  for (const file of [...own, join(root, 'package-lock.json')])
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (process.argv[1] && resolve(process.argv[1]) === script) buildConsole();
