// Builds the console into console/dist, unless it was built from exactly these sources. Runs before `npm start` and `npm test`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, filesIn, root, runProgram } from './build-once.js';

export function buildConsole() {
  const own = filesIn(join(root, 'console')).filter(
    (file) => !/[\\/]console[\\/](dist(-\d+)?|node_modules)[\\/]/.test(file),
  );
  buildOnce({
    what: 'console',
    built: join(root, 'console/dist'),
    sources: [...own, join(root, 'package-lock.json')],
    build: (folder) =>
      runProgram('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir', 'console']),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildConsole();
