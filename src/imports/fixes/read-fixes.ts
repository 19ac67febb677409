import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import type { KeptFix, Overlay } from './overlay.ts';
import { isSameReplacement, readReplacements } from './read-replacements.ts';
import type { KeptReplacement } from './replace-cells.ts';
import type { Fix, FixPage, FixQuery, Replacement } from './types.ts';

/** The corrections of an import in file order, page by page. */
export async function readFixes(
  db: Queryable,
  record: ImportRecord,
  { offset = 0, limit = 100 }: FixQuery = {},
): Promise<FixPage> {
  const { fixes } = partitionsOf(record.no);
  const [page, total, replacements] = await Promise.all([
    db.query(`select * from ${fixes} order by row_no, column_name offset $1 limit $2`, [offset, limit]),
    countFixes(db, record.no),
    readReplacements(db, record.no),
  ]);
  return {
    fixes: page.rows.map(({ row_no, line, column_name, value, former }): Fix => {
      const text = former === null || record.source?.format === 'csv' ? former : shown(former);
      return { row: row_no, line, column: column_name, value, ...(text !== null && { former: text }) };
    }),
    total,
    replacements: replacements.map((own): Replacement => ({ ...own, ...metIn(record, own) })),
    needs_check: record.needsCheck ?? false,
    ...(offset + page.rows.length < total && page.rows.length > 0 && { next: offset + page.rows.length }),
  };
}

export async function countFixes(db: Queryable, no: number): Promise<number> {
  return (await db.query(`select count(*)::integer as count from ${partitionsOf(no).fixes}`)).rows[0].count;
}

/**
 * All that lies over the file, and the number of the last change among them. One that comes at this very moment may be among them under the number
 * before it: then another check is asked for that changes nothing.
 */
export async function readOverlay(db: Queryable, no: number): Promise<Overlay & { fixesNo: number }> {
  const { rows } = await db.query('select fixes_no from rollcall.imports where no = $1', [no]);
  const fixesNo: number = rows[0]?.fixes_no ?? 0;
  if (fixesNo === 0) return { fixesNo, fixes: [], replacements: [] };
  const found = await db.query<KeptFix>(
    `select row_no, line, column_name, value from ${partitionsOf(no).fixes} order by row_no, column_name`,
  );
  return { fixesNo, fixes: found.rows, replacements: await readReplacements(db, no) };
}

/** How many rows a replacement met, where the last check had it as it is now. */
function metIn({ check }: ImportRecord, own: KeptReplacement): Pick<Replacement, 'rows'> {
  const met = check?.replaced?.find((other) => isSameReplacement(other, own));
  return met ? { rows: met.rows } : {};
}

function shown(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' ? value : json;
}
