import type { ProblemGroup } from '../../../../../../src/hosts/http/api-types.ts';

/** Problems of one code in one column; their rows are listed together. */
export type Kind = {
  code: string;
  /** Empty for problems of no single column. */
  column: string;
  count: number;
  /** Of these, the rows that are neither rejected for something else nor skipped. */
  goingIn: number;
  /** Rows are left out of the store; else they get in without something. */
  rejects: boolean;
  /** One for each remedy. */
  groups: ProblemGroup[];
  /** There are rows to look at; else it is about the file as a whole. */
  hasRows: boolean;
};

/** Those that leave rows out first, the most frequent first. */
export function kindsOf(groups: ProblemGroup[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const group of groups) {
    const { code, column = '', count, rejects, lines, going_in: goingIn = count } = group;
    const key = JSON.stringify([code, column]);
    const kind = kinds.get(key);
    if (!kind) {
      kinds.set(key, { code, column, count, goingIn, rejects, groups: [group], hasRows: lines.length > 0 });
      continue;
    }
    kind.count += count;
    kind.goingIn += goingIn;
    kind.rejects ||= rejects;
    kind.hasRows ||= lines.length > 0;
    kind.groups.push(group);
  }
  return [...kinds.values()].sort((a, b) => Number(b.rejects) - Number(a.rejects) || b.count - a.count);
}
