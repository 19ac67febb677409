import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeDefinitions } from '../src/nodes/index.ts';

const root = resolve(import.meta.dirname, '..');
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];

describe('the documentation', () => {
  test('lists the error codes as they are in the code', () => {
    execFileSync(process.execPath, [join(root, 'scripts/generate-docs.ts'), '--check'], { stdio: 'inherit' });
  });

  test('links only to files that exist', () => {
    const broken = pages
      .filter((page) => page.endsWith('.md'))
      .flatMap((page) => {
        const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
          (match) => match[1]!,
        );
        return links.filter((link) => !existsSync(join(root, dirname(page), link))).map((link) => `${page}: ${link}`);
      });
    expect(broken).toEqual([]);
  });

  test('names every node and its command in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const { name, action } of nodeDefinitions) {
      expect(readme).toContain(`\`${name}\``);
      expect(readme).toContain(`\`${action}\``);
    }
  });

  test('keeps the architecture on one screen', () => {
    expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(60);
  });
});
