import type { ImportRecord, Imports } from '../../imports/index.ts';
import type {
  ImportCheckView,
  ImportDecisions,
  ImportLine,
  ImportMovement,
  ImportProgress,
  ImportSummary,
  ImportView,
} from './import-answers.ts';

/** An import as it stands in a list: its numbers, and what tells it from others. */
export function importLine(imports: Imports, record: ImportRecord): ImportLine {
  const { file, credentialsId, storeHash, storeName, createdAt, startedAt, endedAt, purgedAt, wanted, rowLimit } =
    record;
  return {
    ...summary(imports, record),
    file,
    credentials_id: credentialsId,
    store_hash: storeHash,
    ...(storeName !== undefined && { store_name: storeName }),
    created_at: createdAt.toISOString(),
    ...(startedAt && { started_at: startedAt.toISOString() }),
    ...(endedAt && { ended_at: endedAt.toISOString() }),
    ...(purgedAt && { purged_at: purgedAt.toISOString() }),
    ...(wanted && { wanted }),
    ...(rowLimit !== undefined && { limit: rowLimit }),
  };
}

/** All that is known of an import but its rows. */
export async function importView(imports: Imports, record: ImportRecord): Promise<ImportView> {
  const [history, fixes] = await Promise.all([imports.history(record.id), countFixes(imports, record)]);
  return {
    ...importLine(imports, record),
    ...decisions(record),
    ...(record.check && { check: record.check }),
    fixes,
    ...moving(imports, record),
    history,
  };
}

/** What changes while an import is checked or runs. */
export function importProgress(imports: Imports, record: ImportRecord): ImportProgress {
  return { ...summary(imports, record), ...(record.wanted && { wanted: record.wanted }), ...moving(imports, record) };
}

/** The result of a check, flat, with the columns as they were mapped. The record must have been checked. */
export async function checkView(imports: Imports, record: ImportRecord): Promise<ImportCheckView> {
  const { import_id, state, next } = summary(imports, record);
  const fixes = await countFixes(imports, record);
  return { import_id, state, file: record.file, ...record.check!, ...decisions(record), fixes, next };
}

async function countFixes(imports: Imports, { id }: ImportRecord): Promise<ImportView['fixes']> {
  const { total, replacements, needs_check } = await imports.fixes(id, { limit: 0 });
  return { total, replacements: replacements.length, needs_check };
}

function summary(imports: Imports, record: ImportRecord): ImportSummary {
  return { ...imports.summary(record), state: record.state };
}

function decisions({ options, source, proposal }: ImportRecord): ImportDecisions {
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

function moving(imports: Imports, record: ImportRecord): ImportMovement {
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
