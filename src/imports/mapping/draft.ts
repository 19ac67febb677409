import type { MappedAddress } from './read-address.ts';
import type { MappedRow } from './types.ts';

/** A row in the making: what the customer has, and the addresses beside it. */
export type Draft = {
  row: MappedRow;
  /** Parameters as far as cells give them; addresses come last. */
  params: Record<string, unknown>;
  addresses: MappedAddress[];
  /** The block of columns that each address is from; -1 for a list in one cell. */
  origins: number[];
  fullName?: string | undefined;
};
