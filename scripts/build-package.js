// Builds src into dist, unless it was built from exactly these sources: JavaScript and types file by file, so that a stack trace names
// the file that one would open. `npm pack` ships dist; in a checkout `import 'rollcall'` takes it too.
// Types are written, not checked: `npm run check` does that. Plain JavaScript, because it runs on the caller's Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const root = resolve(dirname(script), '..');
const built = join(root, 'dist');
const unfinished = join(root, `dist-${process.pid}`);
const replaced = join(root, `dist-${process.pid}-old`);
const stampName = '.built-from';
/** The files beside the code that it reads by their path. */
const data = 'database/migrations';

/** Ends the process with 1 where the build fails. */
export function buildPackage() {
  const sources = hashOfSources();
  if (isBuiltFrom(sources)) return;
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // `npm install --omit=dev` in a checkout: nothing can be built there, and the programs run without.
  if (!existsSync(tsc) && process.env.npm_lifecycle_event === 'dependencies') return;
  console.error('Building the package (once for each change of it, a few seconds) ...');
  const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', unfinished];
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    console.error('The package could not be built; the reason is above.');
    process.exit(1);
  }
  for (const file of filesIn(unfinished).filter((name) => name.endsWith('.d.ts'))) nameBuiltFiles(file);
  cpSync(join(root, 'src', data), join(unfinished, data), { recursive: true });
  writeFileSync(join(unfinished, stampName), sources);
  putInPlace(sources);
}

/** Renames only, so that a program that is being loaded from the old build finds the rest of its files in the new one. */
function putInPlace(sources) {
  // Another process built the same meanwhile, and is perhaps running from it.
  if (!isBuiltFrom(sources)) {
    try {
      if (existsSync(built)) renameSync(built, replaced);
      renameSync(unfinished, built);
    } catch (error) {
      if (!isBuiltFrom(sources)) throw error;
    }
  }
  for (const folder of [unfinished, replaced]) rmSync(folder, { recursive: true, force: true });
}

function isBuiltFrom(sources) {
  const stamp = join(built, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/** tsc names the JavaScript in the JavaScript that it writes, and the sources, which are not there, in the types. */
function nameBuiltFiles(file) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/(\bfrom |\bimport\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2'));
}

function hashOfSources() {
  const hash = createHash('sha256');
  const own = filesIn(join(root, 'src')).filter((file) => !/\.test\.ts$|[\\/]fixtures[\\/]/.test(file));
  const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build-package.js'];
  for (const file of [...own.sort(), ...settings.map((name) => join(root, name))])
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

if (process.argv[1] && resolve(process.argv[1]) === script) buildPackage();
