// Writes n8n/nodes/BigCommerce/properties from the node definitions; with --check it only tells whether they are up to date.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeProperties } from './n8n-form/describe-properties.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'n8n/nodes/BigCommerce/properties');

const files = new Map<string, string>();
for (const [name, text] of describeProperties()) files.set(name, formatted(name, text));

mkdirSync(folder, { recursive: true });
const there = readdirSync(folder);
const stale = [
  ...there.filter((name) => !files.has(name)),
  ...[...files.keys()].filter(
    (name) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== files.get(name),
  ),
];
if (!process.argv.includes('--check')) {
  for (const name of there) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
} else if (stale.length > 0) {
  console.error(
    `${stale.join(', ')} of n8n/nodes/BigCommerce/properties are out of date: node scripts/generate-n8n.ts`,
  );
  process.exitCode = 1;
}

function formatted(name: string, text: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${join(folder, name)}`],
    {
      cwd: root,
      input: text,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`${name} could not be formatted: ${stderr}`);
  return stdout;
}
