import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A fenced block of a page. */
export type Snippet = {
  page: string;
  /** Line of its opening fence, from 1. */
  line: number;
  /** What stands behind the fence: `sh`, `ts`, `json`. */
  language: string;
  code: string;
  /** The reason of `<!-- not run: REASON -->` right above it. */
  notRun?: string;
  /** The exit code of `<!-- exits 2 -->` right above it. @default 0 */
  exits: number;
  /** `<!-- goes on -->` right above it: it takes what the TypeScript snippet before declared. */
  goesOn: boolean;
  /** Only blank lines and comments stand between it and the snippet before. */
  follows: boolean;
};

export type Page = { path: string; text: string; snippets: Snippet[] };

/** `docs/imports.md:12 (sh)` */
export function placeOf({ page, line, language }: Snippet): string {
  return `${page}:${line} (${language})`;
}

export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, snippets: readSnippets(path, text) };
}

const fence = /^( *)(```+)(.*)$/;

export function readSnippets(page: string, text: string): Snippet[] {
  const snippets: Snippet[] = [];
  const lines = text.split('\n');
  let comments: string[] = [];
  let follows = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const [, indent, marks, language] = fence.exec(line) ?? [];
    if (marks === undefined) {
      const comment = /^\s*<!--\s*(.*?)\s*-->\s*$/.exec(line)?.[1];
      if (comment !== undefined) comments.push(comment);
      else if (line.trim() !== '') {
        comments = [];
        follows = false;
      }
      continue;
    }
    const end = lines.findIndex((other, index) => index > at && other.trim() === marks);
    if (end === -1) throw new Error(`${page}:${at + 1}: the fence is never closed.`);
    const code = lines.slice(at + 1, end).map((inner) => inner.slice(Math.min(indent!.length, inner.search(/\S|$/))));
    const notRun = comments.map((comment) => /^not run: *(.*)$/.exec(comment)?.[1]).find((it) => it !== undefined);
    const exits = comments.map((comment) => /^exits (\d+)$/.exec(comment)?.[1]).find((it) => it !== undefined);
    snippets.push({
      page,
      line: at + 1,
      language: language!.trim(),
      code: code.join('\n'),
      ...(notRun !== undefined && { notRun }),
      exits: Number(exits ?? 0),
      goesOn: comments.includes('goes on'),
      follows,
    });
    comments = [];
    follows = true;
    at = end;
  }
  return snippets;
}
