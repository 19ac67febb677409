import type { Queryable } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import type { KeptReplacement } from './replace-cells.ts';

// Replacements stand among the corrections, as personal data that goes with them: each under a number below those of the rows, with the text
// that it looks for as `former`.

/** A condition: it is a correction of one cell. */
export const isOfCell = 'row_no >= 0';

/** The latest last. */
export async function readReplacements(db: Queryable, no: number): Promise<KeptReplacement[]> {
  const { rows } = await db.query<KeptReplacement>(
    `select column_name as "column", former as "from", value as "to" from ${partitionsOf(no).fixes}
      where not (${isOfCell}) order by row_no desc`,
  );
  return rows;
}

export function isSameReplacement(one: KeptReplacement, other: KeptReplacement): boolean {
  return one.column === other.column && one.from === other.from && one.to === other.to;
}
