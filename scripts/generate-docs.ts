// Writes what the documentation takes from the code: tables of errors, nodes and routes, and the help of the commands. With --check it only
// tells whether all of it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { statusOf } from '../src/hosts/http/failure.ts';
import { type ErrorCode, errorCodes, nodeDefinitions, RollcallError } from '../src/nodes/index.ts';
import { commandHelp } from './docs/command-help.ts';
import { fillBlocks } from './docs/fill-blocks.ts';
import { importCodes } from './docs/import-codes.ts';
import { nodeTables } from './docs/node-tables.ts';
import { routeTable } from './docs/route-table.ts';
import { table } from './docs/table.ts';

const errorTable = table(
  ['code', 'meaning', 'retryable', 'HTTP'],
  Object.entries(errorCodes).map(([code, meaning]) => [
    `\`${code}\``,
    meaning,
    new RollcallError(code as ErrorCode, '').retryable ? 'yes' : 'no',
    String(statusOf(code as ErrorCode)),
  ]),
);

/** Page -> what stands between its markers. */
const pages: Record<string, Record<string, string>> = {
  'docs/errors.md': { codes: errorTable, ...importCodes() },
  'docs/hosts/http.md': { routes: routeTable() },
  'docs/hosts/cli.md': { commands: await commandHelp() },
  ...Object.fromEntries(nodeDefinitions.map((node) => [`docs/nodes/${node.action}.md`, nodeTables(node)])),
};

for (const [page, blocks] of Object.entries(pages)) {
  const file = new URL(`../${page}`, import.meta.url);
  const before = readFileSync(file, 'utf8');
  const after = fillBlocks(page, before, blocks);
  if (after === before) continue;
  if (process.argv.includes('--check')) {
    console.error(`${page} is out of date: node scripts/generate-docs.ts`);
    process.exitCode = 1;
  } else writeFileSync(file, after);
}
