import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { nodeDefinitions } from '../src/nodes/index.ts';
import { bareCommands } from './docs/bare-commands.ts';
import { brokenLinks, linksOutOfPackage, reachableFrom } from './docs/check-links.ts';
import { compareJson, compareText, readJson } from './docs/compare-output.ts';
import { listPages } from './docs/list-pages.ts';
import { type Page, placeOf, readPage, readSnippets, root } from './docs/read-page.ts';
import { unknownFlags } from './docs/unknown-flags.ts';
import { unknownRoutes } from './docs/unknown-routes.ts';

const pages = listPages().map(readPage);
const languages = new Set(['sh', 'console', 'ts', 'json', 'text', 'csv', 'nginx', 'yaml', 'toml', 'ini', 'sql']);

describe('the documentation', () => {
  test('shows errors, nodes, routes and commands as they are in the code', () => {
    execFileSync(process.execPath, [join(root, 'scripts/generate-docs.ts'), '--check'], { stdio: 'inherit' });
  });

  test('links only to files and headings that exist', () => {
    const others = ['ARCHITECTURE.md', 'CHANGELOG.md'].map(readPage);
    expect([...pages, ...others].flatMap(brokenLinks)).toEqual([]);
  });

  test('links only to what the package brings, pictures apart', () => {
    const others = ['ARCHITECTURE.md', 'CHANGELOG.md'].map(readPage);
    const packed = ['README.md', 'LICENSE', ...packageJson.files];
    expect([...pages, ...others].flatMap((page) => linksOutOfPackage(page, packed))).toEqual([]);
  });

  test('has an index that leads to every page', () => {
    const reachable = reachableFrom('docs/README.md');
    const paths = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
    expect(paths.filter((path) => !reachable.has(path))).toEqual([]);
  });

  test('names only commands and flags that exist', async () => {
    expect((await Promise.all(pages.map(unknownFlags))).flat()).toEqual([]);
  });

  test('types each command as a checkout knows it, with npx', () => {
    expect(pages.flatMap(bareCommands)).toEqual([]);
  });

  test('names only routes that exist', () => {
    expect(pages.flatMap(unknownRoutes)).toEqual([]);
  });

  test('says of every block what it is, and the reason where it is not run', () => {
    const odd = pages
      .flatMap(({ snippets }) => snippets)
      .filter(({ language, notRun, code }) => !languages.has(language) || notRun === '' || code.trim() === '');
    expect(odd.map(placeOf)).toEqual([]);
  });

  test('shows JSON that is JSON', () => {
    const snippets = pages.flatMap(({ snippets }) => snippets).filter(({ language }) => language === 'json');
    expect(snippets.filter(({ code }) => readJson(code) === undefined).map(placeOf)).toEqual([]);
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

describe('a page that does not say the truth is found out', () => {
  const page = (text: string): Page => ({ path: 'docs/lie.md', text, snippets: readSnippets('docs/lie.md', text) });

  test('by a flag, a command or a route that does not exist', async () => {
    expect(await unknownFlags(page('`rollcall import a.csv --fast`'))).toEqual(['docs/lie.md: rollcall import --fast']);
    expect(await unknownFlags(page('```sh\nnpx rollcall undo \\\n  --all\n```'))).toEqual([
      'docs/lie.md: rollcall undo',
    ]);
    expect(await unknownFlags(page('```sh\nrollcall imports show ID --line 4 | head\n```'))).toEqual([]);
    expect(await unknownFlags(page('Set `--fast` or `--if_exists skip`.'))).toEqual(['docs/lie.md: --fast']);
    expect(unknownRoutes(page('`POST /api/imports/{id}/undo` and `GET /healthz`'))).toEqual([
      'docs/lie.md: /api/imports/{id}/undo',
    ]);
  });

  test('by a command that a checkout does not find', () => {
    const found = (text: string): string[] => bareCommands(page(text)).map((line) => line.split(': ')[1]!);
    expect(
      found('```sh\nrollcall start\nA=1 rollcall worker | head\nnpx rollcall start # not rollcall start\n```'),
    ).toEqual(['rollcall start', 'A=1 rollcall worker | head']);
    expect(found('```console\n$ npx rollcall start\nNext: rollcall worker\n$ rollcall worker\n```')).toEqual([
      'rollcall worker',
    ]);
  });

  test('by a link to a file or a heading that is not there', () => {
    expect(brokenLinks(page('[a](errors.md) [b](gone.md) [c](errors.md#gone) [d](imports.md#columns)'))).toEqual([
      'docs/lie.md: gone.md',
      'docs/lie.md: errors.md#gone',
    ]);
  });

  test('by an output that is another one, while what is left out or new each time does not matter', () => {
    const real = { success: true, customer: { id: 5, email: 'a@b.c', date_created: '2026-01-02' }, ids: [1, 2, 3] };
    expect(compareJson({ customer: { id: 5, date_created: '2025-07-07' }, ids: [1, 2] }, real)).toBeUndefined();
    expect(compareJson({ customer: { id: 6 } }, real)).toContain('.customer.id');
    expect(compareJson({ customer: { phone: '1' } }, real)).toContain('.customer.phone');
    expect(compareJson({ ids: [1, 3] }, real)).toContain('.ids[1]');
    expect(compareText('12 rows, ...\nDone.', 'first\n4 rows, ok\nDone.\n')).toBeUndefined();
    expect(compareText('  created  5\n', 'created 5')).toBeUndefined();
    expect(compareText('  created  5\n', 'created 4')).toContain('created  5');
    expect(compareText('Would be: 2 created.', 'Would be: 1 created.')).toContain('2 created');
    expect(compareText('12 rows, ...\nDone!', 'first\n4 rows, ok\nDone.\n')).toContain('Done!');
  });
});
