import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Page, readPage, root } from './read-page.ts';

const link = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** Links of a page to files and headings that are not there. */
export function brokenLinks({ path, text }: Page): string[] {
  return linksOf(text)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(root, linked))) return true;
      return anchor !== undefined && linked.endsWith('.md') && !anchorsOf(readPage(linked).text).has(anchor);
    })
    .map((target) => `${path}: ${target}`);
}

/** Links of a page to files that the package lacks. Pictures are in the repository alone: they are larger than all the rest. */
export function linksOutOfPackage({ path, text }: Page, packed: string[]): string[] {
  return linksOf(text)
    .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('#') && !target.endsWith('.png'))
    .map((target) => normalize(join(dirname(path), target.split('#')[0]!)).replace(/\/$/, ''))
    .filter((file) => !packed.some((name) => file === name || file.startsWith(`${name}/`)))
    .map((file) => `${path}: ${file}`);
}

/** The pages that a page leads to, by any number of links. */
export function reachableFrom(start: string): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let page = open.pop(); page !== undefined; page = open.pop()) {
    if (seen.has(page) || !existsSync(join(root, page))) continue;
    seen.add(page);
    for (const target of linksOf(readPage(page).text)) {
      const file = target.split('#')[0]!;
      if (file.endsWith('.md') && !/^[a-z]+:/.test(file)) open.push(normalize(join(dirname(page), file)));
    }
  }
  return seen;
}

/** Links in the text; what looks like one in a code block is none. */
function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(link)].map(([, target]) => target!);
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of withoutFences(text).matchAll(/^#+ +(.*)$/gm)) {
    const plain = heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    let name = plain;
    for (let count = 1; anchors.has(name); count += 1) name = `${plain}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

function withoutFences(text: string): string {
  return text.replace(/^ *(```+)[^\n]*\n[\s\S]*?^ *\1 *$/gm, '');
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/`[^`\n]*`/g, '');
}
