import type { BadgeProps } from '@bigcommerce/big-design';
import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';

export const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'] as const;
export type Fate = (typeof fates)[number];

/** Where an import stands, in a word or three. */
export function stateWords({ state, reason, wanted, failed, rejected }: ImportLine): {
  label: string;
  variant: NonNullable<BadgeProps['variant']>;
} {
  if (wanted === 'pause') return { label: 'Pausing', variant: 'warning' };
  if (wanted === 'cancel') return { label: 'Cancelling', variant: 'warning' };
  switch (state) {
    case 'checking':
      return reason ? { label: 'Check failed', variant: 'danger' } : { label: 'Being checked', variant: 'primary' };
    case 'ready':
      return { label: 'Ready to start', variant: 'primary' };
    case 'queued':
      return { label: 'Waiting its turn', variant: 'primary' };
    case 'running':
      return { label: 'Running', variant: 'primary' };
    case 'paused':
      return { label: 'Paused', variant: 'warning' };
    case 'cancelled':
      return { label: 'Cancelled', variant: 'secondary' };
    case 'completed':
      return failed + rejected > 0
        ? { label: 'Finished, with problems', variant: 'warning' }
        : { label: 'Finished', variant: 'success' };
  }
}

/** Rows that are to get a fate: a pilot's goal is its limit. */
export const goalOf = ({ rows, limit }: Pick<ImportLine, 'rows' | 'limit'>): number => Math.min(rows, limit ?? rows);

export const settledOf = ({ rows, pending }: Pick<ImportLine, 'rows' | 'pending'>): number => rows - pending;

/** 0 to 100. */
export function percentOf(line: Pick<ImportLine, 'rows' | 'limit' | 'pending'>): number {
  const goal = goalOf(line);
  return goal === 0 ? 100 : Math.min(100, Math.floor((settledOf(line) / goal) * 100));
}
