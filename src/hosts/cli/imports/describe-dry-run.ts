import type { ImportRecord, Summary } from '../../../imports/index.ts';
import { remedyWithFlag } from './with-flags.ts';

/** How a dry run ends: for people the next step, for programs one line with what was found. */
export function describeDryRun({ id, check }: ImportRecord, summary: Summary, json: boolean): string {
  if (!json || !check) return describeLeft(summary);
  const { state, next } = summary;
  const { rows, would, problems, calls, hours, store_credit_total, unmapped } = check;
  const found = {
    import_id: id,
    state,
    rows,
    would,
    problems: problems.map((group) => {
      const { code, count, lines } = group;
      return { code, count, what_to_do: remedyWithFlag(group), lines };
    }),
    calls,
    hours,
    store_credit_total,
    unmapped,
    next,
  };
  return `${JSON.stringify(found)}\n`;
}

/** An import that was checked and not started stays where it is. */
export function describeLeft({ import_id, next }: Pick<Summary, 'import_id' | 'next'>): string {
  return `Nothing was written to the store. Import ${import_id} is ready.\nNext: ${next}\n`;
}
