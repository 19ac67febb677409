import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './read-page.ts';

/** Every page of the documentation, the files at the top and those of the workspaces included. */
export function listPages(): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort();
  return ['README.md', ...docs, 'n8n/README.md', 'examples/README.md'].filter((page) => existsSync(join(root, page)));
}
