import type { ImportRecord, Summary } from '../../../imports/index.ts';
import { describeStore } from '../../describe-store.ts';
import { describeProblems } from './describe-check.ts';
import { describeSummary } from './end-run.ts';

/** One import, for people. */
export function describeImport(record: ImportRecord, summary: Summary): string {
  const { file, credentialsId, options, check, live, createdAt, startedAt, endedAt, purgedAt } = record;
  const moments = [
    ['created', createdAt],
    ['started', startedAt],
    ['ended', endedAt],
    ['data deleted', purgedAt],
  ] as const;
  const { mapping, map, ...plain } = options;
  const chosen = Object.entries({ ...plain, ...(map && { map }), ...(mapping && { mapping: 'given' }) });
  const lines = [
    `${file} into ${describeStore(record)}, credential ${credentialsId}`,
    moments
      .flatMap(([what, at]) => (at ? [`${what} ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`] : []))
      .join(', '),
    `Options: ${chosen.map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ')}`,
    ...(live ? [`Worker: ${live.worker}${live.waiting === undefined ? '' : `, ${live.waiting}`}`] : []),
  ];
  // A purged import keeps its counts, not its problems.
  const problems = check?.problems?.length ? describeProblems(check.problems) : '';
  return `${lines.join('\n')}\n${problems}${describeSummary(summary)}`;
}
