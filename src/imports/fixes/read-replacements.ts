import type { Queryable } from '../import-rows.ts';
import type { KeptReplacement } from './replace-cells.ts';

/** The latest last. */
export async function readReplacements(db: Queryable, no: number): Promise<KeptReplacement[]> {
  const { rows } = await db.query<KeptReplacement>(
    `select column_name as "column", from_text as "from", to_text as "to" from rollcall.import_replacements
      where import_no = $1 order by position`,
    [no],
  );
  return rows;
}

export function isSameReplacement(one: KeptReplacement, other: KeptReplacement): boolean {
  return one.column === other.column && one.from === other.from && one.to === other.to;
}
