import type pg from 'pg';
import { RollcallError } from '../nodes/index.ts';
import { defaultOptions, type ImportRecord, type ImportSample } from './import.ts';

/** Anything that takes a statement: the pool, or one client of it. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** @throws {RollcallError} not_found */
export async function readImport(db: Queryable, id: string): Promise<ImportRecord> {
  const { rows } = await db.query('select * from rollcall.imports where id = $1', [id]);
  if (rows[0]) return recordOf(rows[0]);
  throw new RollcallError('not_found', `There is no import "${id}".`);
}

/** All but what a check found, which is most of an import and nothing that a list shows. */
const briefColumns = `no, id, file, credentials_id, store_key, store_hash, store_name, state, wanted, reason, options, source, rows, created, updated,
  unchanged, skipped, rejected, failed, warnings, requests, run_ms, row_limit, live, created_at, started_at, ended_at, purged_at, fixes_no, fixes_checked`;

/** Newest first, without `proposal` and `check`. @throws {RollcallError} not_found for an unknown `after` */
export async function listImports(
  db: Queryable,
  { limit = 100_000, after }: { limit?: number; after?: string } = {},
): Promise<ImportRecord[]> {
  if (after !== undefined) await readImport(db, after);
  const { rows } = await db.query(
    `select ${briefColumns} from rollcall.imports
      ${after === undefined ? '' : 'where (created_at, no) < (select created_at, no from rollcall.imports where id = $2)'}
      order by created_at desc, no desc limit $1`,
    after === undefined ? [limit] : [limit, after],
  );
  return rows.map(recordOf);
}

/** Those whose id begins so, with or without `imp_`; newest first, without `proposal` and `check`. */
export async function findImports(db: Queryable, prefix: string): Promise<ImportRecord[]> {
  const { rows } = await db.query(
    `select ${briefColumns} from rollcall.imports where starts_with(id, $1) or starts_with(id, 'imp_' || $1)
      order by created_at desc, no desc`,
    [prefix],
  );
  return rows.map(recordOf);
}

/** How the run of an import went, oldest first. */
export async function readHistory(db: Queryable, no: number): Promise<ImportSample[]> {
  const { rows } = await db.query('select * from rollcall.import_samples where import_no = $1 order by slot', [no]);
  return rows.map(({ at, run_ms, settled, available, quota }) => ({
    at: (at as Date).getTime(),
    run_ms: Number(run_ms),
    settled,
    ...(available !== null && { available }),
    ...(quota !== null && { quota }),
  }));
}

/** The import of the same store that runs now, without `proposal` and `check`. */
export async function readAhead(
  db: Queryable,
  { no, storeKey }: Pick<ImportRecord, 'no' | 'storeKey'>,
): Promise<ImportRecord | undefined> {
  const { rows } = await db.query(
    `select ${briefColumns} from rollcall.imports where store_key = $1 and state = 'running' and no <> $2
      order by created_at, no limit 1`,
    [storeKey, no],
  );
  return rows[0] && recordOf(rows[0]);
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

/** What is left of `live` where nobody drives an import: what its runs survived stays told. */
export const liveAtRest = `case when live->'survived' is not null then jsonb_build_object('survived', live->'survived') end`;

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
export function recordOf(row: any): ImportRecord {
  const { created, updated, unchanged, skipped, rejected, failed } = row;
  const { survived, ...live } = row.live ?? {};
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
    ...(row.proposal && { proposal: row.proposal }),
    ...(row.check_result && { check: row.check_result }),
    rows: row.rows,
    counts: { created, updated, unchanged, skipped, rejected, failed },
    warnings: row.warnings,
    requests: Number(row.requests),
    runMs: Number(row.run_ms),
    ...(row.row_limit !== null && { rowLimit: row.row_limit }),
    ...(live.worker !== undefined && { live }),
    ...(survived && { survived }),
    createdAt: row.created_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.purged_at !== null && { purgedAt: row.purged_at }),
    ...(row.fixes_no !== row.fixes_checked && { needsCheck: true as const }),
  };
}
