// Builds src into dist, unless it was built from exactly these sources: JavaScript and types file by file, so that a stack trace names
// the file that one would open. `npm pack` ships dist; in a checkout `import 'rollcall'` takes it too.
// Types are written, not checked: `npm run check` does that.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, filesIn, root, runProgram } from './build-once.js';

/** The files beside the code that it reads by their path. */
const data = 'database/migrations';
const tsc = 'typescript/bin/tsc';
const settings = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build-package.js',
  'scripts/build-once.js',
];

export function buildPackage() {
  // `npm install --omit=dev` in a checkout: nothing can be built there, and the programs run without.
  if (!existsSync(join(root, 'node_modules', tsc)) && process.env.npm_lifecycle_event === 'dependencies') return;
  const own = filesIn(join(root, 'src')).filter((file) => !/\.test\.ts$|[\\/]fixtures[\\/]/.test(file));
  buildOnce({
    what: 'package',
    built: join(root, 'dist'),
    sources: [...own, ...settings.map((name) => join(root, name))],
    build(folder) {
      runProgram(tsc, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', folder]);
      for (const file of filesIn(folder).filter((name) => name.endsWith('.d.ts'))) nameBuiltFiles(file);
      cpSync(join(root, 'src', data), join(folder, data), { recursive: true });
    },
  });
}

/** tsc names the JavaScript in the JavaScript that it writes, and the sources, which are not there, in the types. */
function nameBuiltFiles(file) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/(\bfrom |\bimport\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildPackage();
