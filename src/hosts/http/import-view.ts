import type { ImportRecord, Imports } from '../../imports/index.ts';

type Json = Record<string, unknown>;

/** An import as it stands in a list: its numbers, and what tells it from others. */
export function importLine(imports: Imports, record: ImportRecord): Json {
  const { file, credentialsId, storeHash, storeName, createdAt, startedAt, endedAt, purgedAt, wanted, rowLimit } =
    record;
  return {
    ...imports.summary(record),
    file,
    credentials_id: credentialsId,
    store_hash: storeHash,
    ...(storeName !== undefined && { store_name: storeName }),
    created_at: createdAt,
    ...(startedAt && { started_at: startedAt }),
    ...(endedAt && { ended_at: endedAt }),
    ...(purgedAt && { purged_at: purgedAt }),
    ...(wanted && { wanted }),
    ...(rowLimit !== undefined && { limit: rowLimit }),
  };
}

/** All that is known of an import but its rows. */
export function importView(imports: Imports, record: ImportRecord): Json {
  return {
    ...importLine(imports, record),
    ...decisions(record),
    ...(record.check && { check: record.check }),
    ...moving(imports, record),
  };
}

/** What changes while an import is checked or runs. */
export function importProgress(imports: Imports, record: ImportRecord): Json {
  return { ...imports.summary(record), ...(record.wanted && { wanted: record.wanted }), ...moving(imports, record) };
}

/** The result of a check, flat, with the columns as they were mapped. */
export function checkView(imports: Imports, record: ImportRecord): Json {
  const { import_id, state, next } = imports.summary(record);
  return { import_id, state, file: record.file, ...record.check, ...decisions(record), next };
}

function decisions({ options, source, proposal }: ImportRecord): Json {
  return {
    options,
    ...(source && { source }),
    ...(proposal && {
      columns: proposal.columns,
      needs_choice: proposal.needs_choice,
      mapping: proposal.mapping,
      ...(proposal.template && { template: proposal.template }),
    }),
  };
}

function moving(imports: Imports, record: ImportRecord): Json {
  const { id, state, live, rows, runMs } = record;
  const { pending } = imports.summary(record);
  const progress = imports.checking(id)?.progress;
  return {
    ...(live && {
      live: { ...live, ...(state !== 'checking' && { rows_per_second: perSecond(rows - pending, runMs) }) },
    }),
    ...(progress && {
      progress: {
        rows: progress.rows,
        bytes_read: progress.bytesRead,
        ...(progress.bytes !== undefined && { bytes: progress.bytes }),
      },
    }),
  };
}

function perSecond(rows: number, ms: number): number {
  return ms === 0 ? 0 : Math.round((rows / ms) * 10_000) / 10;
}
