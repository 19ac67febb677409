import type pg from 'pg';
import type { Queryable } from './import-rows.ts';

/** Tables of which each import has a partition of its own. */
const tables = ['import_rows', 'import_duplicates', 'import_intents', 'import_outcomes', 'import_fixes'] as const;

/** Statements on one import name its partition: nothing else is planned, locked or scanned. */
export function partitionsOf(no: number) {
  const name = (table: (typeof tables)[number]) => `rollcall.${table}_${Math.trunc(no)}`;
  return {
    rows: name('import_rows'),
    duplicates: name('import_duplicates'),
    intents: name('import_intents'),
    outcomes: name('import_outcomes'),
    fixes: name('import_fixes'),
  };
}

/**
 * A condition: the row has no outcome that counts. A scalar subquery, not a join, so that it stays one look into an index however the
 * outcomes grow: a planner that knows nothing of that would join all of them for every few hundred rows.
 */
export function isUnsettled(no: number, rowNo: string): string {
  return `(select 1 from ${partitionsOf(no).outcomes} o where o.row_no = ${rowNo} and not o.superseded) is null`;
}

/** A condition on a row `r`: it can be sent, and is the first one with its email. */
export function isFirstOfEmail(no: number): string {
  return `r.input is not null and (select 1 from ${partitionsOf(no).duplicates} d where d.row_no = r.row_no) is null`;
}

/** In a transaction of its own: making one locks the parent table, which a staging of hours must not. */
export async function createPartitions(pool: pg.Pool, no: number): Promise<void> {
  await pool.query(
    tables
      .map((table) => {
        const name = `rollcall.${table}_${Math.trunc(no)}`;
        return `create table if not exists ${name} partition of rollcall.${table} for values in (${Math.trunc(no)});`;
      })
      .join('\n'),
  );
}

/** Deletes all data of an import but its counts. */
export async function dropPartitions(db: Queryable, no: number): Promise<void> {
  const drops = tables.map((table) => `drop table if exists rollcall.${table}_${Math.trunc(no)};`);
  await db.query(
    [...drops, `delete from rollcall.import_replacements where import_no = ${Math.trunc(no)};`].join('\n'),
  );
}

/** Passwords of rows that will never be sent. */
export async function eraseSecrets(db: Queryable, no: number): Promise<void> {
  await db.query(`update ${partitionsOf(no).rows} set secret = null where secret is not null`);
}

export async function hasPartitions(db: Queryable, no: number): Promise<boolean> {
  const { rows } = await db.query('select to_regclass($1) is not null as there', [partitionsOf(no).rows]);
  return rows[0].there;
}
