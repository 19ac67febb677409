import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareJson, compareText, readJson } from './docs/compare-output.ts';
import { listPages } from './docs/list-pages.ts';
import { openShop, type Ran, type Shop } from './docs/open-shop.ts';
import { readConsole } from './docs/read-console.ts';
import { placeOf, readPage, type Snippet } from './docs/read-page.ts';
import { typeCheck } from './docs/type-check.ts';

const pages = listPages().map(readPage);
const commands = new Set(['sh', 'console', 'ts']);
const outputs = new Set(['json', 'text']);
const ofNodes = 'docs/nodes/';
/** The shop of this test is what the one starts, and this test is part of the other. */
const notHere = new Set(['npm start', 'npm test']);

test('every TypeScript snippet of the documentation compiles', async () => {
  const snippets = pages.flatMap(({ snippets }) => snippets).filter(({ language }) => language === 'ts');
  expect(await typeCheck(snippets)).toEqual([]);
});

describe('the commands of each page do what the page says', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const withCommands = pages.filter(({ snippets }) => snippets.some((_, index) => isRun(snippets, index)));
  test.each(withCommands.map((page) => [page.path, page] as const))('%s', async (path, page) => {
    await shop.turnTo(path);
    const problems: string[] = [];
    for (const [index, snippet] of page.snippets.entries()) {
      if (!isRun(page.snippets, index)) continue;
      // The examples of a node stand each for itself: three ways to make one call.
      if (path.startsWith(ofNodes)) shop.reset();
      const problem =
        snippet.language === 'console'
          ? await followConsole(snippet)
          : judge(snippet, await shop.run(snippet), outputOf(page.snippets, index));
      if (problem) problems.push(`${placeOf(snippet)}\n${snippet.code}\n${problem}`);
    }
    expect(problems.join('\n\n')).toBe('');
  });

  async function followConsole({ code }: Snippet): Promise<string | undefined> {
    for (const { command, shown } of readConsole(code)) {
      if (notHere.has(command)) continue;
      const ran = await shop.run({ language: 'sh', code: command });
      const isFailure = shown.includes('"success":false');
      if (ran.code !== 0 && ran.code !== 2 && !isFailure) return `${command}\nended with ${ran.code}: ${ran.stderr}`;
      // An output with a line of dots is that of another file.
      const problem = /^\.\.\.$/m.test(shown) ? undefined : compareText(shown, `${ran.stdout}${ran.stderr}`);
      if (problem) return problem;
    }
    return undefined;
  }
});

/** A program in TypeScript is run where its output stands below it. */
function isRun(snippets: Snippet[], index: number): boolean {
  const { language, notRun } = snippets[index]!;
  if (!commands.has(language) || notRun !== undefined) return false;
  return language !== 'ts' || outputOf(snippets, index) !== undefined;
}

/** The output that stands below a command; on the page of a node, below several ways to write it. */
function outputOf(snippets: Snippet[], index: number): Snippet | undefined {
  const next = snippets[index + 1];
  if (!next?.follows) return undefined;
  if (commands.has(next.language) && next.page.startsWith(ofNodes)) return outputOf(snippets, index + 1);
  return outputs.has(next.language) ? next : undefined;
}

/** What is wrong with a run, or undefined. */
function judge({ language, exits }: Snippet, ran: Ran, output: Snippet | undefined): string | undefined {
  const { code, stdout, stderr } = ran;
  const shown = output?.language === 'json' ? readJson(output.code) : undefined;
  const isFailure = (shown as { success?: boolean } | undefined)?.success === false;
  const said = `${stdout}${stderr}`;
  if (code !== exits && !(isFailure && code === 1)) return `ended with ${code}: ${said}`;
  if (!output) return undefined;
  if (shown === undefined) return compareText(output.code, said);
  // The programs print the message alone.
  if (language === 'ts') return compareText((shown as { message?: string }).message ?? '', said);
  const real = readJson(stdout);
  return real === undefined ? `no JSON: ${said}` : compareJson(shown, real);
}
