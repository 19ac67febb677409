import type { MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';
import { nowhere } from './targets.ts';

export type FoundTarget = {
  value: string;
  title: string;
  /** By what it was found, where that is not its title: another name that people have for it, or its technical one. */
  foundBy?: string;
};

export type FoundGroup = { label: string; found: FoundTarget[] };

/** Targets with any of the typed words in their title, their technical name or among their usual other names; the nearest first. */
export function findTargets(targets: MappingTarget[], typed: string): FoundGroup[] {
  const groups = new Map<string, (FoundTarget & { rank: number })[]>();
  for (const one of targets) {
    const listed =
      one.target === null
        ? { ...one, title: 'Do not import', group: 'Not imported', also: [one.title, one.group] }
        : one;
    const hit = fold(typed) === '' ? { rank: 0 } : match(listed, typed);
    if (!hit) continue;
    const found = { value: one.target ?? nowhere, title: listed.title, ...hit };
    const at = groups.get(listed.group);
    if (at) at.push(found);
    else groups.set(listed.group, [found]);
  }
  const all = [...groups].map(([label, found]) => ({ label, found: found.sort((a, b) => a.rank - b.rank) }));
  // Before anything is typed, the list begins with the way out.
  const isFirst = ({ label }: FoundGroup): boolean => label === 'Not imported';
  return all.sort((a, b) => a.found[0]!.rank - b.found[0]!.rank || Number(isFirst(b)) - Number(isFirst(a)));
}

/** How near a target is to what was typed, 0 being nearest; undefined where it is none of it. */
function match(
  listed: Omit<MappingTarget, 'group'> & { group: string },
  typed: string,
): { rank: number; foundBy?: string } | undefined {
  const { target, title, group, also, pattern, description } = listed;
  const whole = fold(typed);
  const words = wordsOf(typed);
  const inTitle = wordsOf(title);
  if (fold(title).startsWith(whole)) return { rank: 0 };
  if (words.every((word) => inTitle.some((one) => one.startsWith(word)))) return { rank: 1 };
  if (fold(title).includes(whole)) return { rank: 2 };
  if (target !== null && fold(target).includes(whole)) return { rank: 2, foundBy: target };
  const name = also.find((one) => fold(one) === whole) ?? also.find((one) => fold(one).startsWith(whole));
  if (name !== undefined) return { rank: 3, foundBy: name };
  const inside = also.find((one) => wordsOf(one).some((word) => word.startsWith(whole)));
  if (inside !== undefined) return { rank: 4, foundBy: inside };
  const part = whole.length > 3 ? also.find((one) => fold(one).includes(whole)) : undefined;
  if (part !== undefined) return { rank: 5, foundBy: part };
  const known = wordsOf([title, group, target, ...also, ...(pattern === undefined ? [] : [description])].join(' '));
  return words.every((word) => known.some((one) => one.startsWith(word))) ? { rank: 6 } : undefined;
}

/** Without case, accents, blanks and punctuation, as the server reads the headers of files. */
function fold(text: string): string {
  return wordsOf(text).join('');
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
