import type { ImportRecord, Live } from '../../../imports/index.ts';
import { count, describeDuration } from '../../amounts.ts';
import { showBar } from '../bar.ts';
import type { CliHost } from '../cli-host.ts';
import { describePace } from '../progress.ts';

const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'] as const;

export type RunProgress = {
  update(record: ImportRecord, note?: string): void;
  /** A line that stays, also where stderr is no terminal. */
  say(line: string): void;
  stop(): void;
};

/** A bar on stderr with rows, pace, fates, quota, waits and the time that is left; nothing where stderr is no terminal. */
export function showRunProgress(stderr: CliHost['stderr'], now: () => number = () => performance.now()): RunProgress {
  const bar = showBar(stderr);
  const start = now();
  let doneBefore: number | undefined;
  return {
    update(record, note) {
      const done = doneOf(record);
      doneBefore ??= done;
      const line = describeRun(record, {
        doneBefore,
        seconds: (now() - start) / 1000,
        ...(note !== undefined && { note }),
      });
      bar.draw(line, goalOf(record) > 0 ? done / goalOf(record) : 1);
    },
    say(line) {
      bar.clear();
      stderr.write(`${line}\n`);
    },
    stop: bar.stop,
  };
}

export type RunPace = {
  /** Rows that had their fate when the watching began: they say nothing of the pace. */
  doneBefore: number;
  seconds: number;
  note?: string;
};

/** `12,000 of 79,412 rows | 38/s | 11,900 created, 100 skipped | quota 87 of 150 | waiting 12 s for the store's quota | 27 min left` */
export function describeRun(record: ImportRecord, { doneBefore, seconds, note }: RunPace): string {
  const { counts, live } = record;
  const done = doneOf(record);
  const goal = goalOf(record);
  const fresh = done - doneBefore;
  const reached = fates.filter((fate) => counts[fate] > 0);
  const parts = [
    `${done.toLocaleString('en')} of ${count(goal, 'row')}`,
    `${describePace(fresh, seconds)}/s`,
    ...(reached.length > 0 ? [reached.map((fate) => `${counts[fate].toLocaleString('en')} ${fate}`).join(', ')] : []),
    ...describeLive(live),
    ...(note !== undefined ? [note] : []),
    ...(fresh > 0 && done < goal ? [`${describeDuration(((goal - done) * seconds) / fresh)} left`] : []),
  ];
  return parts.join(' | ');
}

function describeLive(live: Live | undefined): string[] {
  if (!live) return [];
  const { quota, available, waiting } = live;
  return [
    ...(quota !== undefined && available !== undefined ? [`quota ${available} of ${quota}`] : []),
    ...(waiting !== undefined ? [waiting] : []),
  ];
}

function doneOf({ counts }: ImportRecord): number {
  return fates.reduce((sum, fate) => sum + counts[fate], 0);
}

/** A pilot's goal is its limit. */
function goalOf({ rows, rowLimit }: ImportRecord): number {
  return Math.min(rows, rowLimit ?? rows);
}
