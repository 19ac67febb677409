// Writes the table of docs/errors.md from the code; with --check it only tells whether the table is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { statusOf } from '../src/hosts/http/failure.ts';
import { errorCodes } from '../src/nodes/index.ts';

const file = new URL('../docs/errors.md', import.meta.url);
const before = readFileSync(file, 'utf8');
const head = before.slice(0, before.indexOf('|---|'));
const rows = Object.entries(errorCodes).map(
  ([code, meaning]) => `| \`${code}\` | ${meaning} | ${statusOf(code as keyof typeof errorCodes)} |`,
);
const after = `${head}|---|---|---|\n${rows.join('\n')}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== before) {
  console.error('docs/errors.md is out of date: node scripts/generate-docs.ts');
  process.exitCode = 1;
}
