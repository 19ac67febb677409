import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';

type Goal = Pick<ImportLine, 'rows' | 'limit'> & Partial<Pick<ImportLine, 'state'>>;

/** Rows that are to get a fate: a pilot's goal is its limit, as long as the rest may follow. */
export const goalOf = ({ rows, limit, state }: Goal): number =>
  state === 'cancelled' ? rows : Math.min(rows, limit ?? rows);

export const settledOf = ({ rows, pending }: Pick<ImportLine, 'rows' | 'pending'>): number => rows - pending;

/** 0 to 100. */
export function percentOf(line: Goal & Pick<ImportLine, 'pending'>): number {
  const goal = goalOf(line);
  return goal === 0 ? 100 : Math.min(100, Math.floor((settledOf(line) / goal) * 100));
}
