// Builds the n8n package into n8n/dist, unless it was built from exactly these sources. Runs before `npm test`.
// Plain JavaScript, because it runs on the caller's Node; rolldown itself runs on the Node 24 of node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const root = resolve(dirname(script), '..');
const home = join(root, 'n8n');
const built = join(home, 'dist');
/** Whoever loads the old build goes on with it until the new one is whole. */
const unfinished = join(home, `dist-${process.pid}`);
/** Beside the build, not in it: all that is in it is published. */
const stamp = join(home, 'node_modules/.dist-built-from');
const sources = ['n8n/nodes', 'n8n/credentials', 'src/bigcommerce', 'src/nodes'];

/** Ends the process with 1 where the build fails. */
export function buildN8n() {
  const hash = hashOfSources();
  if (isBuiltFrom(hash)) return;
  console.error('Building the n8n package (once for each change of it, a few seconds) ...');
  try {
    bundle();
    for (const file of filesOf('n8n/nodes').filter((name) => /\.(svg|node\.json)$/.test(name))) {
      const target = join(unfinished, file.slice(home.length + 1));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(file, target);
    }
    rmSync(built, { recursive: true, force: true });
    renameSync(unfinished, built);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have built the same meanwhile.
    if (isBuiltFrom(hash)) return;
    console.error(`The n8n package could not be built: ${error.message}`);
    process.exit(1);
  }
}

function bundle() {
  const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const args = [
    join(root, 'node_modules/rolldown/bin/cli.mjs'),
    '--config',
    'rolldown.config.mjs',
    '--dir',
    unfinished,
  ];
  const result = spawnSync(existsSync(node) ? node : process.execPath, args, { cwd: home, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr || result.stdout);
}

function isBuiltFrom(hash) {
  return existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function hashOfSources() {
  const hash = createHash('sha256');
  const own = sources.flatMap(filesOf).filter((file) => !file.endsWith('.test.ts'));
  const makers = [script, join(home, 'rolldown.config.mjs'), join(root, 'package-lock.json')];
  for (const file of [...own, ...makers]) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

if (process.argv[1] && resolve(process.argv[1]) === script) buildN8n();
