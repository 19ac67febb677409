import type { ImportCheckBody, ImportView } from '../../../src/hosts/http/api-types.ts';

/** What was decided about an import, ready for another one with the same columns. */
export type Decisions = { choices: Omit<ImportCheckBody, 'map' | 'mapping'> } & Pick<ColumnDecisions, 'targets'> &
  Partial<ColumnDecisions>;

type ColumnDecisions = {
  /** Every column of the file, those that are left out as well. */
  targets: Record<string, string | null>;
  rules: NonNullable<NonNullable<ImportView['mapping']>['group_rules']>;
};

/** All that was decided about an import, by somebody or by itself: the same names over other values may be decided otherwise. */
export function decisionsOf({ options, columns = [], mapping }: ImportView): Decisions {
  // A name that a mapping was saved under may be another mapping by now; its columns are among the others.
  const { map: _, mapping: __, mapping_from: ___, ...choices } = options;
  const own = columns.filter(({ column, target }) => target !== null || !isOfReport(column));
  return {
    choices,
    targets: Object.fromEntries(own.map(({ column, target }) => [column, target])),
    ...(mapping?.group_rules && { rules: mapping.group_rules }),
  };
}

/** @param known The columns that there are; others are left out. All by default */
export function checkBodyOf({ choices, targets, rules }: Decisions, known?: ReadonlySet<string>): ImportCheckBody {
  const isThere = (column: string): boolean => known?.has(column) ?? true;
  return {
    ...choices,
    map: Object.fromEntries(Object.entries(targets).filter(([column]) => isThere(column))),
    ...(rules && {
      mapping: { version: 1, columns: {}, group_rules: rules.filter(({ column }) => isThere(column)) },
    }),
  };
}

const ofReport = /^(rollcall_)?((error|warning)(_code|_column)?|what_to_do)$/i;

/** Whether a column is called as those that a report adds to the rows of a file. */
export function isOfReport(column: string): boolean {
  return ofReport.test(column);
}
