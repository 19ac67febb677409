import type pg from 'pg';
import { RollcallError } from '../nodes/index.ts';
import { defaultOptions, type ImportRecord } from './import.ts';

/** Anything that takes a statement: the pool, or one client of it. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** @throws {RollcallError} not_found */
export async function readImport(db: Queryable, id: string): Promise<ImportRecord> {
  const { rows } = await db.query('select * from rollcall.imports where id = $1', [id]);
  if (rows[0]) return recordOf(rows[0]);
  throw new RollcallError(
    'not_found',
    `There is no import "${id}". \`rollcall imports list\` shows those that there are.`,
  );
}

export async function listImports(db: Queryable, limit = 100_000): Promise<ImportRecord[]> {
  const { rows } = await db.query('select * from rollcall.imports order by created_at desc, no desc limit $1', [limit]);
  return rows.map(recordOf);
}

export type NewImport = Pick<ImportRecord, 'id' | 'file' | 'credentialsId' | 'storeKey' | 'storeHash' | 'options'>;

export async function insertImport(
  db: Queryable,
  { id, file, credentialsId, storeKey, storeHash, options }: NewImport,
): Promise<ImportRecord> {
  const { rows } = await db.query(
    `insert into rollcall.imports (id, file, credentials_id, store_key, store_hash, options, keep_days)
      values ($1, $2, $3, $4, $5, $6, $7) returning *`,
    [id, file, credentialsId, storeKey, storeHash, options, options.keep_days],
  );
  return recordOf(rows[0]);
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
export function recordOf(row: any): ImportRecord {
  const { created, updated, unchanged, skipped, rejected, failed } = row;
  return {
    no: row.no,
    id: row.id,
    file: row.file,
    credentialsId: row.credentials_id,
    storeKey: row.store_key,
    storeHash: row.store_hash,
    ...(row.store_name !== null && { storeName: row.store_name }),
    state: row.state,
    ...(row.wanted !== null && { wanted: row.wanted }),
    ...(row.reason !== null && { reason: row.reason }),
    options: { ...defaultOptions, ...row.options },
    ...(row.source !== null && { source: row.source }),
    ...(row.proposal !== null && { proposal: row.proposal }),
    ...(row.check_result !== null && { check: row.check_result }),
    rows: row.rows,
    counts: { created, updated, unchanged, skipped, rejected, failed },
    warnings: row.warnings,
    requests: Number(row.requests),
    runMs: Number(row.run_ms),
    ...(row.row_limit !== null && { rowLimit: row.row_limit }),
    ...(row.live !== null && { live: row.live }),
    createdAt: row.created_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.purged_at !== null && { purgedAt: row.purged_at }),
  };
}
