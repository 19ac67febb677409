import type { Mapping, Proposal } from './mapping/index.ts';
import type { SourceInfo } from './sources/index.ts';

export const importStates = ['checking', 'ready', 'queued', 'running', 'paused', 'completed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** Why an import does not go on, or that it was told to stop. */
export type Reason = {
  code: string;
  message: string;
  /** The option at fault, where there is one: `map` and `mapping` stand for the columns. */
  param?: string;
};

export const pausedAsAsked: Reason = { code: 'paused', message: 'Paused, as asked.' };
export const cancelledAsAsked: Reason = { code: 'cancelled', message: 'Cancelled, as asked.' };

/** What a user decides about an import. Names as in the JSON of every surface. */
export type ImportOptions = {
  /** What becomes of a customer that exists. @default 'skip' */
  if_exists: 'skip' | 'update' | 'fail';
  /** What becomes of a row whose email nobody has; with `skip` names are not required. @default 'create' */
  if_missing: 'create' | 'skip';
  /** Whether a blank cell leaves a field of an existing customer as it is or empties it. @default 'keep' */
  blank: 'keep' | 'clear';
  /** Rows with the email of an earlier row: skipped, or applied one after the other (needs if_exists update). @default 'first' */
  duplicates: 'first' | 'merge';
  /** Carry newsletter consent, one call a person. @default false */
  newsletter: boolean;
  /** BigCommerce mails each new customer that there is an account. @default false */
  welcome_mails: boolean;
  /** The part of the store's quota that the import may use. @default 1 */
  quota_share: number;
  /** Days after its end at which the rows are deleted; counts stay. @default 30 */
  keep_days: number;
  /** Ask the store during the check which customers exist. @default false */
  check_existing: boolean;
  /**
   * Make the groups and attributes that the file names and the store does not have. @default true for files that BigCommerce or Rollcall
   * exported, whose names are those of a store; else false, since a misspelt name would become a group
   */
  create_missing?: boolean;
  /** Header -> target; null carries the column nowhere. */
  map?: Record<string, string | null>;
  mapping?: Mapping;
  /** The name or file that the mapping came from, so that the rejects go the same way. */
  mapping_from?: string;
};

export const defaultOptions: ImportOptions = {
  if_exists: 'skip',
  if_missing: 'create',
  blank: 'keep',
  duplicates: 'first',
  newsletter: false,
  welcome_mails: false,
  quota_share: 1,
  keep_days: 30,
  check_existing: false,
};

export type Counts = {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  failed: number;
};

/** What may have become of a row. */
export const rowFates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed', 'pending'] as const;
export type RowFate = (typeof rowFates)[number];

/** Problems of one kind. */
export type ProblemGroup = {
  code: string;
  count: number;
  what_to_do: string;
  /** The first hundred lines. */
  lines: number[];
  /** Of rows with the email of an earlier one: the lines of those. */
  first_lines?: number[];
  column?: string;
  message: string;
  /** Whether such a row is left out of the store; else it gets in without something. */
  rejects: boolean;
  /** How many of them get in without something; absent where all of them do, or none can. The others are rejected for something else, or skipped. */
  going_in?: number;
};

/** What one part of an import costs. */
export type CostPart = {
  /** `groups` and `new_attributes` are made; `attributes` are the values of customers who have more than a create carries. */
  part: 'groups' | 'new_attributes' | 'customers' | 'lookups' | 'updates' | 'attributes' | 'newsletter';
  count: number;
  calls: number;
  hours: number;
};

/** What a check found. */
export type CheckResult = {
  rows: number;
  would: Omit<Counts, 'failed'>;
  problems: ProblemGroup[];
  calls: number;
  hours: number;
  parts: CostPart[];
  /** Requests a window that the hours were computed with, and whether the store named them. */
  quota: { requests: number; window_ms: number; named: boolean };
  /** Of new customers, each email once; who exists is known with check_existing alone. */
  store_credit_total: number;
  /** Rows that go in and say yes, or that the customer has unsubscribed. */
  newsletter: { subscribed: number; unsubscribed: number; carried: boolean };
  duplicates: number;
  /** Set with check_existing. */
  existing?: { count: number; calls: number; how: 'walk' | 'lookups' };
  /** Rows carry passwords that are to be set. */
  secrets?: true;
  /** Groups and attributes that are made when the import starts. */
  missing?: { groups: string[]; attributes: string[] };
  /** Rows of delimiters alone, as Excel leaves them at the end of a file: like blank lines they are no rows, and are not among `rows`. */
  blank_rows?: number;
  /** Corrections of cells that were applied. */
  fixes_applied?: number;
  /** Replacements that were applied, with the rows that each met. */
  replaced?: { column: string; from: string; to: string; rows: number }[];
  /** Set where a correction holds a character that the encoding of the file lacks: rejects and warnings are written in this one. */
  report_encoding?: 'utf-8';
  /** Columns that are not carried. */
  unmapped: string[];
  /** Tags, roles, foreign groups and the like, with their values. */
  judged: { column: string; kind: string; note: string; values: { value: string; count: number }[] }[];
};

/** One import as it is kept. */
export type ImportRecord = {
  no: number;
  id: string;
  file: string;
  credentialsId: string;
  storeKey: string;
  storeHash: string;
  storeName?: string;
  state: ImportState;
  wanted?: 'pause' | 'cancel';
  reason?: Reason;
  options: ImportOptions;
  source?: SourceInfo;
  proposal?: Proposal;
  check?: CheckResult;
  rows: number;
  counts: Counts;
  warnings: number;
  requests: number;
  runMs: number;
  rowLimit?: number;
  live?: Live;
  /** Absent as long as nothing went wrong. */
  survived?: Survived;
  createdAt: Date;
  startedAt?: Date;
  endedAt?: Date;
  purgedAt?: Date;
  /** Corrections of cells changed since the check. */
  needsCheck?: true;
};

/** Requests of an import that went wrong, over all its runs: each was sent again, or the store was asked what became of it. */
export type Survived = {
  /** Refused with 429. */
  rate_limited: number;
  /** Answered with 5xx. */
  server_errors: number;
  /** Sent, and no reply came back: the store may have done it or not. */
  replies_lost: number;
  /** Never reached the store. */
  not_reached: number;
};

/** What only the worker that drives an import knows. */
export type Live = {
  worker: string;
  /** Milliseconds since 1970. */
  at: number;
  quota?: number;
  /** Requests left in the window at that moment. */
  available?: number;
  /** The most that was left since the last sign of life: a window may be spent within a second. */
  most_available?: number;
  reset_ms?: number;
  /** What is waited for, as a sentence. */
  waiting?: string;
};

/** The run of an import at one moment. */
export type ImportSample = {
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds that the import has run until then, pauses apart. */
  run_ms: number;
  /** Rows with a fate. Less than before after failed rows are retried. */
  settled: number;
  /** The most requests that were left in the time around it, as far as the store told. */
  available?: number;
  /** Requests a window. */
  quota?: number;
};

export function pendingOf({ rows, counts }: Pick<ImportRecord, 'rows' | 'counts'>): number {
  const { created, updated, unchanged, skipped, rejected, failed } = counts;
  return rows - created - updated - unchanged - skipped - rejected - failed;
}

/** Whether no worker will touch it any more unless somebody asks. */
export function isAtRest(state: ImportState): boolean {
  return state === 'ready' || state === 'paused' || state === 'completed' || state === 'cancelled';
}
