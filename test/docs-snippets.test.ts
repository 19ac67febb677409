import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenLinks, reachableFrom } from './docs/check-links.ts';
import { unknownFlags, unknownRoutes } from './docs/check-words.ts';
import { compareJson, compareText, readJson } from './docs/compare-output.ts';
import { listPages } from './docs/list-pages.ts';
import { openShop, type Ran, type Shop } from './docs/open-shop.ts';
import { readPage, type Snippet } from './docs/read-page.ts';
import { typeCheck } from './docs/type-check.ts';

const pages = listPages().map(readPage);
const commands = new Set(['sh', 'ts']);
const outputs = new Set(['json', 'text']);

describe('what the documentation shows', () => {
  test('every TypeScript snippet compiles', async () => {
    const snippets = pages.flatMap(({ snippets }) => snippets).filter(({ language }) => language === 'ts');
    expect(await typeCheck(snippets)).toEqual([]);
  });

  test('every JSON snippet is JSON', () => {
    const snippets = pages.flatMap(({ snippets }) => snippets).filter(({ language }) => language === 'json');
    expect(snippets.filter(({ code }) => readJson(code) === undefined).map(nameOf)).toEqual([]);
  });

  test('every block says what it is, and a reason where it is not run', () => {
    const languages = new Set([
      'sh',
      'console',
      'ts',
      'js',
      'json',
      'text',
      'csv',
      'yaml',
      'toml',
      'nginx',
      'ini',
      'sql',
      'xml',
    ]);
    const odd = pages
      .flatMap(({ snippets }) => snippets)
      .filter(({ language, notRun, code }) => !languages.has(language) || notRun === '' || code.trim() === '');
    expect(odd.map(nameOf)).toEqual([]);
  });

  test('every command and flag exists', async () => {
    expect((await Promise.all(pages.map(unknownFlags))).flat()).toEqual([]);
  });

  test('every route exists', () => {
    expect(pages.flatMap(unknownRoutes)).toEqual([]);
  });

  test('every link leads to a file and a heading that are there', () => {
    expect(pages.flatMap(brokenLinks)).toEqual([]);
  });

  test('the index leads to every page', () => {
    const reachable = reachableFrom('docs/README.md');
    expect(pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && !reachable.has(path))).toEqual(
      [],
    );
  });
});

describe('the commands of each page do what the page says', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const withCommands = pages.filter(({ snippets }) => snippets.some(isRun));
  test.each(withCommands.map((page) => [page.path, page] as const))('%s', { timeout: 60_000 }, async (path, page) => {
    shop.turnTo(path);
    const problems: string[] = [];
    for (const [index, snippet] of page.snippets.entries()) {
      if (!isRun(snippet) || (snippet.language === 'ts' && !outputOf(page.snippets, index))) continue;
      // The examples of a node stand each for itself: three ways to make one call.
      if (path.startsWith('docs/nodes/')) shop.reset();
      const ran = await shop.run(snippet);
      const problem = judge(snippet, ran, outputOf(page.snippets, index));
      if (problem) problems.push(`${nameOf(snippet)}\n${snippet.code}\n${problem}`);
    }
    expect(problems.join('\n\n')).toBe('');
  });
});

function isRun({ language, notRun }: Snippet): boolean {
  return commands.has(language) && notRun === undefined;
}

/** The output that stands below a command, or below several ways to write it. */
function outputOf(snippets: Snippet[], index: number): Snippet | undefined {
  const next = snippets[index + 1];
  if (!next?.follows) return undefined;
  return commands.has(next.language) ? outputOf(snippets, index + 1) : outputs.has(next.language) ? next : undefined;
}

/** What is wrong with a run, or undefined. */
function judge(
  { language, exits }: Snippet,
  { code, stdout, stderr }: Ran,
  output: Snippet | undefined,
): string | undefined {
  const shown = output?.language === 'json' ? readJson(output.code) : undefined;
  const isFailure = (shown as { success?: boolean } | undefined)?.success === false;
  const said = `${stdout}${stderr}`;
  if (code !== exits && !(isFailure && code === 1)) return `ended with ${code}: ${said}`;
  if (!output) return undefined;
  if (shown === undefined) return compareText(output.code, said);
  // The program prints the message alone.
  if (language === 'ts') return compareText((shown as { message?: string }).message ?? '', said);
  const real = readJson(stdout);
  return real === undefined ? `no JSON: ${said}` : compareJson(shown, real);
}

function nameOf({ page, line, language }: Snippet): string {
  return `${page}:${line} (${language})`;
}
