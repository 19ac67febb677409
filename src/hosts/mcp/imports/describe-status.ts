import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImportRecord, pendingOf } from '../../../imports/index.ts';
import { count, describeDuration, enumerate } from '../../amounts.ts';
import { storeOf } from './describe-check.ts';

/** Who has an import in hand that is to run. */
export type Driven = {
  /** Nobody, as far as can be told. */
  isQuiet?: boolean;
  /** Id of the import that has to rest before. */
  behind?: string;
};

const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'] as const;

/** The numbers of an import, and what tells it from others. */
export function lineOf(record: ImportRecord) {
  const { id, file, state, createdAt, rows, counts } = record;
  return {
    import_id: id,
    file,
    store: storeOf(record),
    state,
    created_at: createdAt.toISOString(),
    rows,
    ...counts,
    pending: pendingOf(record),
  };
}

/** Told by the pace so far, and by the store's quota, of which a short run may have spent all at once. */
export function paceOf({ rows, counts, rowLimit, runMs, check, live, options }: ImportRecord) {
  const done = rows - pendingOf({ rows, counts });
  const left = Math.max(0, Math.min(rows, rowLimit ?? rows) - done);
  const perSecond = runMs === 0 ? 0 : (done / runMs) * 1_000;
  const windows = live?.quota && check ? (left / rows) * (check.calls / (live.quota * options.quota_share)) : 0;
  const byQuota = check ? (windows * check.quota.window_ms) / 1_000 : 0;
  return {
    perSecond: Math.round(perSecond * 10) / 10,
    ...(perSecond > 0 && { secondsLeft: Math.ceil(Math.max(left / perSecond, byQuota)) }),
  };
}

/** How it stands, in a few sentences. */
export function describeStatus(record: ImportRecord, { isQuiet, behind }: Driven): string {
  const { id, file, state, counts, reason } = record;
  const pending = pendingOf(record);
  const reached = fates
    .filter((fate) => counts[fate] > 0)
    .map((fate) => `${counts[fate].toLocaleString('en')} ${fate}`);
  const { secondsLeft } = paceOf(record);
  return [
    state === 'checking' && reason
      ? `Import ${id} (${file}) could not be checked.`
      : `Import ${id} (${file}) is ${state}.`,
    reached.length > 0 ? `${enumerate(reached)}.` : '',
    pending > 0 ? `${count(pending, 'row')} pending.` : '',
    state === 'running' && secondsLeft !== undefined ? `About ${describeDuration(secondsLeft)} left.` : '',
    isQuiet ? 'Nobody seems to drive it.' : '',
    behind === undefined ? '' : `It waits for import ${behind} of the same store.`,
    reason ? reason.message : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The files that are there: it is written when an import comes to rest. */
export async function reportOf(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => !name.startsWith('.')).map((name) => join(folder, name));
  return files.length === 0 ? {} : { report: { folder, files } };
}
