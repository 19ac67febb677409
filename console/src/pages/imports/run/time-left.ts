import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { goalOf, settledOf } from './settled.ts';

/** From so many calls on, what they carried says more than the check did: those that are under way matter no more. */
const tellingCalls = 60;
/** A run has its pace after this long. */
const tellingSeconds = 10;
/** Pace is measured over several windows of the quota: BigCommerce's has 30 s. */
const paceMs = 90_000;

export type TimeLeftInput = Pick<
  ImportView,
  'rows' | 'pending' | 'rejected' | 'skipped' | 'requests' | 'seconds' | 'options' | 'history'
> &
  Partial<Pick<ImportView, 'live' | 'check' | 'limit'>>;

/**
 * Seconds until every row has its fate: the calls that the rows still take, in the windows of the quota that they need. Where the quota is
 * not what holds the run up, the pace so far. Undefined while nobody can say.
 */
export function secondsLeft(view: TimeLeftInput): number | undefined {
  const { live, check, requests, seconds, options } = view;
  const rows = rowsToSend(view);
  if (goalOf(view) <= settledOf(view)) return 0;
  const quota = live?.quota ?? (check?.quota.named ? check.quota.requests : undefined);
  if (!live || quota === undefined) return byPace(view, rows);
  const windowMs = check?.quota.window_ms ?? 30_000;
  const spared = Math.floor(quota * (1 - options.quota_share));
  const perWindow = Math.max(1, quota - spared);
  const resetMs = live.reset_ms ?? 0;
  // A window that is over is a whole one again.
  const now = resetMs > 0 ? Math.max(0, (live.available ?? quota) - spared) : perWindow;
  const calls = Math.max(1, Math.ceil(rows * callsPerRow(view)));
  const isSpent = now === 0;
  if (!isSpent && (requests < 5 || seconds < 4)) return undefined;
  const burst = burstSeconds(view);
  if (calls <= now) {
    const pace = byPace(view, rows);
    const soon = burst === undefined ? undefined : rows * burst;
    // It will be through before the window ends, and a wait of before says nothing about that.
    return soon === undefined ? pace : Math.min(soon, pace ?? soon);
  }
  const later = calls - now;
  const windows = Math.ceil(later / perWindow) - 1;
  const inLast = Math.min(windowMs / 1000, ((later - windows * perWindow) / callsPerRow(view)) * (burst ?? 0));
  const byQuota = resetMs / 1000 + (windows * windowMs) / 1000 + inLast;
  // A slow store is slower than its quota.
  return wasSpent(view, perWindow, quota) ? byQuota : Math.max(byQuota, byPace(view, rows) ?? 0);
}

/** Rows that still take calls: those that are refused, or repeat an earlier one, take none. */
function rowsToSend(view: TimeLeftInput): number {
  const { check, rejected, skipped } = view;
  const left = Math.max(0, goalOf(view) - settledOf(view));
  if (!check) return left;
  const free = Math.max(0, freeRows(check) - rejected - (check.existing ? 0 : skipped));
  return Math.max(Math.min(left, 1), left - free);
}

function freeRows({ would, existing }: NonNullable<ImportView['check']>): number {
  return would.rejected + (existing ? 0 : would.skipped);
}

/** As it went so far; before that says something, as the check reckoned. */
function callsPerRow(view: TimeLeftInput): number {
  const { check, requests, rejected } = view;
  const sent = settledOf(view) - rejected;
  if (requests >= tellingCalls && sent > 0) return requests / sent;
  const toSend = check ? check.rows - freeRows(check) : 0;
  return check && toSend > 0 ? check.calls / toSend : 0.1;
}

/** Seconds a row while calls leave one after the other: the fastest stretch so far. */
function burstSeconds({ history, seconds, pending, rows, rejected }: TimeLeftInput): number | undefined {
  const points = [{ run_ms: 0, settled: rejected }, ...history, { run_ms: seconds * 1000, settled: rows - pending }];
  const paces = points.map((point, index) => {
    const before = points[index - 1];
    return before && point.run_ms - before.run_ms >= 900
      ? (point.settled - before.settled) / (point.run_ms - before.run_ms)
      : 0;
  });
  const most = Math.max(...paces);
  return most > 0 ? 1 / (most * 1000) : undefined;
}

/** By the pace of the last minutes, once there is one. */
function byPace({ history, seconds, rows: all, pending }: TimeLeftInput, rows: number): number | undefined {
  if (seconds < tellingSeconds) return undefined;
  const now = { run_ms: seconds * 1000, settled: all - pending };
  const from = history.find(({ run_ms }) => run_ms >= now.run_ms - paceMs);
  if (!from || now.run_ms - from.run_ms < 5_000 || now.settled <= from.settled) return undefined;
  return (rows * (now.run_ms - from.run_ms)) / 1000 / (now.settled - from.settled);
}

/** Whether a window was used up lately: then it is the quota that the run waits for, and nothing else. */
function wasSpent({ live, history }: TimeLeftInput, perWindow: number, quota: number): boolean {
  if (live?.waiting?.includes('quota')) return true;
  const last = history.at(-1)?.run_ms ?? 0;
  const floor = quota - perWindow + Math.ceil(perWindow / 20);
  return history.some(
    ({ run_ms, available }) => run_ms >= last - paceMs && available !== undefined && available <= floor,
  );
}
