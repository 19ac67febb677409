import type { GivenOptions } from '../../../imports/index.ts';
import { UsageError } from '../explain-error.ts';

export type ImportFlags = {
  credentials?: string;
  map?: string[];
  ifExists?: 'skip' | 'update' | 'fail';
  ifMissing?: 'create' | 'skip';
  blank?: 'keep' | 'clear';
  duplicates?: 'first' | 'merge';
  mapping?: string;
  checkExisting?: boolean;
  createMissing?: boolean;
  newsletter?: boolean;
  welcomeMails?: boolean;
  limit?: string;
  dryRun?: boolean;
  yes?: boolean;
  quotaShare?: string;
  keep?: string;
  json?: boolean;
};

/** The options that the flags stand for. What was not given is left out. @throws {UsageError} that names the flag */
export function readImportFlags(flags: ImportFlags): GivenOptions {
  const {
    ifExists,
    ifMissing,
    blank,
    duplicates,
    map,
    checkExisting,
    createMissing,
    newsletter,
    welcomeMails,
    quotaShare,
    keep,
  } = flags;
  return {
    ...(ifExists && { if_exists: ifExists }),
    ...(ifMissing && { if_missing: ifMissing }),
    ...(blank && { blank }),
    ...(duplicates && { duplicates }),
    ...(map && { map: readMap(map) }),
    ...(checkExisting && { check_existing: true }),
    ...(createMissing && { create_missing: true }),
    ...(newsletter && { newsletter: true }),
    ...(welcomeMails && { welcome_mails: true }),
    ...(quotaShare !== undefined && { quota_share: readShare(quotaShare) }),
    ...(keep !== undefined && { keep_days: readDays('--keep', keep) }),
  };
}

/** `E-mail=email` -> column and target; `Column=` is carried nowhere. A column may hold "=", a target does not. */
export function readMap(pairs: readonly string[]): Record<string, string | null> {
  const entries = pairs.map((pair) => {
    const at = pair.lastIndexOf('=');
    if (at < 1) throw new UsageError(`--map takes COLUMN=TARGET, as in 'E-mail=email', and "${pair}" is none.`);
    return [pair.slice(0, at), pair.slice(at + 1).trim() || null] as const;
  });
  return Object.fromEntries(entries);
}

/** `30d`, or `30` */
export function readDays(flag: string, text: string): number {
  const [, days] = /^(\d{1,5})\s*(?:d|days?)?$/i.exec(text.trim()) ?? [];
  if (days === undefined) throw new UsageError(`${flag} takes a number of days, as 30d, and "${text}" is none.`);
  return Number(days);
}

export function readCount(flag: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${flag} takes a whole number above 0, and "${text}" is none.`);
}

function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share > 0 && share <= 1) return share;
  throw new UsageError(`--quota-share takes a part above 0 and up to 1, as 0.5, and "${text}" is none.`);
}
