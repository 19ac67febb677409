// Builds the n8n package into n8n/dist, unless it was built from exactly these sources. Runs before `npm test` and `npm start`.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, filesIn, root, runProgram } from './build-once.js';

const home = join(root, 'n8n');
const rooms = ['n8n/nodes', 'n8n/credentials', 'src/bigcommerce', 'src/nodes'];
const makers = ['scripts/build-n8n.js', 'scripts/build-once.js', 'n8n/rolldown.config.mjs', 'package-lock.json'];

export function buildN8n() {
  const own = rooms.flatMap((room) => filesIn(join(root, room))).filter((file) => !file.endsWith('.test.ts'));
  buildOnce({
    what: 'n8n package',
    built: join(home, 'dist'),
    // All that is in it is published.
    stamp: join(home, 'node_modules/.dist-built-from'),
    sources: [...own, ...makers.map((name) => join(root, name))],
    build(folder) {
      runProgram('rolldown/bin/cli.mjs', ['--config', 'rolldown.config.mjs', '--dir', folder], home);
      for (const file of filesIn(join(home, 'nodes')).filter((name) => /\.(svg|node\.json)$/.test(name))) {
        const target = join(folder, file.slice(home.length + 1));
        mkdirSync(dirname(target), { recursive: true });
        cpSync(file, target);
      }
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildN8n();
