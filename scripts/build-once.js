// What the builds of the console, the package and the n8n package have in common. Plain JavaScript, because it runs on the caller's Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Builds a folder, unless it was built from exactly these sources. Ends the process with 1 where the build fails.
 * @param {{ what: string, built: string, sources: string[], build(folder: string): void, stamp?: string }} options
 *   `build` writes into a folder beside `built`, so that whoever uses the old build finds it whole until the new one is; `stamp` is the file
 *   that keeps the hash of the sources, `.built-from` in `built` by default.
 */
export function buildOnce({ what, built, sources, build, stamp = join(built, '.built-from') }) {
  const hash = hashOf(sources);
  const isBuilt = () => existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isBuilt()) return;
  console.error(`Building the ${what} (once for each change of it, a few seconds) ...`);
  const unfinished = `${built}-${process.pid}`;
  try {
    build(unfinished);
    rmSync(built, { recursive: true, force: true });
    // Before the build is in its place: without it the stamp says nothing.
    const written = dirname(stamp) === built ? join(unfinished, basename(stamp)) : stamp;
    mkdirSync(dirname(written), { recursive: true });
    writeFileSync(written, hash);
    renameSync(unfinished, built);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process built at the same time, and was first.
    if (isBuilt()) return;
    console.error(`The ${what} could not be built: ${error.message}`);
    process.exit(1);
  }
}

/** Runs a program of node_modules, with the Node 24 there where it is installed. @throws {Error} with what it printed */
export function runProgram(program, args, cwd = root) {
  const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const result = spawnSync(existsSync(node) ? node : process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(result.stderr || result.stdout || String(result.error));
}

export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
