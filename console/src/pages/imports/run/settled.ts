import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';

/** Rows that are to get a fate: a pilot's goal is its limit. */
export const goalOf = ({ rows, limit }: Pick<ImportLine, 'rows' | 'limit'>): number => Math.min(rows, limit ?? rows);

export const settledOf = ({ rows, pending }: Pick<ImportLine, 'rows' | 'pending'>): number => rows - pending;

/** 0 to 100. */
export function percentOf(line: Pick<ImportLine, 'rows' | 'limit' | 'pending'>): number {
  const goal = goalOf(line);
  return goal === 0 ? 100 : Math.min(100, Math.floor((settledOf(line) / goal) * 100));
}
