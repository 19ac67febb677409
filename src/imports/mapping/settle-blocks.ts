import { addressTarget, type Place, placeOf } from './targets.ts';
import type { ColumnProposal } from './types.ts';

type Decided = Pick<ColumnProposal, 'target' | 'why' | 'note'> & { conflict?: boolean };
type AddressPlace = Extract<Place, { kind: 'address' }>;

/**
 * Sees to it that what is alike by its name alone makes whole addresses. An address without a city is none for BigCommerce, so the phone of a
 * second one, or all of the billing address in one cell, would only be left out row by row.
 */
export function settleBlocks(columns: Decided[]): void {
  const blocks = Map.groupBy(
    columns.flatMap((column) => {
      const place = column.target === null ? undefined : placeOf(column.target);
      return place?.kind === 'address' ? [{ column, place }] : [];
    }),
    ({ place }) => place.block,
  );
  const hasCity = (block: string) => blocks.get(block)?.some(({ place }) => place.part === 'city') ?? false;
  const whole = ['1', 'billing', 'shipping'].find(hasCity);
  for (const [block, parts] of blocks) {
    if (hasCity(block)) continue;
    for (const { column, place } of parts)
      if (column.why === 'similar' && !joins(column, place) && block !== '1') leaveOpen(column);
  }

  /** A line that the first whole address lacks belongs to it. */
  function joins(column: Decided, { block, part }: AddressPlace): boolean {
    // The phone beside an address is the customer's, and another one no longer anybody's.
    if (whole === undefined || part === 'phone' || (whole !== '1' && block !== '1')) return false;
    if (blocks.get(whole)!.some(({ place }) => place.part === part)) return false;
    column.target = addressTarget(whole, part);
    return true;
  }
}

function leaveOpen(column: Decided): void {
  column.note = `It looks like ${column.target} by its name, but no column holds the city of that address. Choose where it goes, or leave it out.`;
  column.target = null;
  column.why = 'unknown';
  column.conflict = true;
}
