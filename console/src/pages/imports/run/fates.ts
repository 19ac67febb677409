export const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'] as const;
export type Fate = (typeof fates)[number];

/** What rows of a fate are called. Of the pending some were never sent, and of some the store's answer was lost. */
export const fateWords = (fate: string): string => (fate === 'pending' ? 'without a fate' : fate);
