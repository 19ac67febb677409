import { join } from 'node:path';
import { type Counts, type ImportRecord, pendingOf, type Reason, type Survived } from './import.ts';

export type Summary = Counts & {
  import_id: string;
  state: string;
  /** Data records of the file: the sum of the fates and `pending`. */
  rows: number;
  /** Rows without a fate. */
  pending: number;
  /** Rows that got in without something. */
  warnings: number;
  /** Requests sent to the store. */
  requests: number;
  /** Requests that went wrong and were made good; absent where none did. */
  survived?: Survived;
  /** Time that it ran, pauses apart. */
  seconds: number;
  /** Folder of the report on the machine of Rollcall. */
  report: string;
  /** The command that takes the user on. */
  next: string;
  /** Why it does not go on. */
  reason?: Reason;
};

/** The numbers of an import, as every surface shows them. */
export function summaryOf(record: ImportRecord, home: string): Summary {
  const { id, state, rows, counts, warnings, requests, survived, runMs, reason } = record;
  return {
    import_id: id,
    state,
    rows,
    ...counts,
    pending: pendingOf(record),
    warnings,
    requests,
    ...(survived && { survived }),
    seconds: Math.round(runMs / 100) / 10,
    report: reportFolder(home, id),
    next: nextStep(record, home),
    ...(reason && { reason }),
  };
}

export function importFolder(home: string, id: string): string {
  return join(home, 'imports', id);
}

export function reportFolder(home: string, id: string): string {
  return join(importFolder(home, id), 'report');
}

/** The one command that takes the user on. */
export function nextStep(record: ImportRecord, home: string): string {
  const { id, state, counts, reason, credentialsId, purgedAt } = record;
  const resume = `rollcall imports resume ${id}`;
  if (state === 'ready' || (state === 'checking' && reason)) return resume;
  if (state === 'paused') {
    if (reason?.code === 'unauthorized' || reason?.code === 'forbidden')
      return `rollcall credentials update ${shellWord(credentialsId)} --access-token && ${resume}`;
    return resume;
  }
  if (state === 'queued' || state === 'running' || state === 'checking') return `rollcall imports show ${id}`;
  if (state === 'cancelled' || purgedAt) return `rollcall imports show ${id}`;
  if (counts.failed > 0) return `rollcall imports retry ${id}`;
  if (counts.rejected > 0) {
    const file = join(reportFolder(home, id), record.source?.format === 'csv' ? 'rejects.csv' : 'rejects.ndjson');
    return ['rollcall import', shellWord(file), '--credentials', shellWord(credentialsId), ...optionFlags(record)].join(
      ' ',
    );
  }
  return `rollcall imports show ${id}`;
}

/** The flags with which the import was started, so that its rejects go the same way. */
export function optionFlags({ options }: Pick<ImportRecord, 'options'>): string[] {
  const flags: string[] = [];
  if (options.if_exists !== 'skip') flags.push('--if-exists', options.if_exists);
  if (options.if_missing !== 'create') flags.push('--if-missing', options.if_missing);
  if (options.blank !== 'keep') flags.push('--blank', options.blank);
  if (options.duplicates !== 'first') flags.push('--duplicates', options.duplicates);
  if (options.mapping_from !== undefined) flags.push('--mapping', shellWord(options.mapping_from));
  if (options.newsletter) flags.push('--newsletter');
  if (options.welcome_mails) flags.push('--welcome-mails');
  if (options.create_missing) flags.push('--create-missing');
  if (options.quota_share !== 1) flags.push('--quota-share', String(options.quota_share));
  if (options.keep_days !== 30) flags.push('--keep', `${options.keep_days}d`);
  for (const [column, target] of Object.entries(options.map ?? {}))
    flags.push('--map', shellWord(`${column}=${target ?? ''}`));
  return flags;
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
