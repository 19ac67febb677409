import type {
  ColumnProposal,
  GroupRule,
  ImportCheckBody,
  ImportView,
  Mapping,
} from '../../../../../../src/hosts/http/api-types.ts';
import type { ColumnDraft } from '../use-preparation.ts';

/**
 * Chooses a target; a column that had it goes nowhere, since a target takes one column. What the column itself had goes back to the one that it
 * was taken from.
 */
export function chooseTarget(
  { targets: old = {}, lost: oldLost = {}, ...draft }: ColumnDraft,
  columns: ColumnProposal[],
  column: string,
  target: string | null,
): ColumnDraft {
  const given = backTo({ targets: old, lost: oldLost }, columns, column, target);
  const targets = { ...old, [column]: target };
  const lost = { ...oldLost };
  delete lost[column];
  if (given !== undefined) {
    targets[given] = lost[given]!;
    delete lost[given];
  }
  if (target !== null)
    for (const other of columns) {
      if (other.column === column) continue;
      const now = Object.hasOwn(targets, other.column) ? targets[other.column] : other.target;
      if (now !== target) continue;
      targets[other.column] = null;
      lost[other.column] = target;
    }
  // Back where it was; but that nobody decided about a column is no decision.
  for (const { column: name, target: before, why } of columns)
    if (targets[name] === before && why !== 'unknown') delete targets[name];
  return {
    ...draft,
    ...(Object.keys(targets).length > 0 && { targets }),
    ...(Object.keys(lost).length > 0 && { lost }),
  };
}

/** The column that gets its target back when another one goes elsewhere. */
export function backTo(draft: ColumnDraft, columns: ColumnProposal[], column: string, target: string | null) {
  const { lost = {} } = draft;
  return Object.keys(lost).find((one) => {
    const was = lost[one]!;
    return (
      one !== column && was !== target && draft.targets?.[one] === null && holderOf(draft, columns, was) === column
    );
  });
}

/** The column that goes to a target as it stands now. */
export function holderOf({ targets = {} }: ColumnDraft, columns: ColumnProposal[], target: string | null) {
  if (target === null) return undefined;
  const now = ({ column, target: before }: ColumnProposal): string | null =>
    Object.hasOwn(targets, column) ? targets[column]! : before;
  return columns.find((one) => now(one) === target)?.column;
}

/** The column that was put in the place of this one. */
export function takenBy(draft: ColumnDraft, columns: ColumnProposal[], { column, target }: ColumnProposal) {
  if (draft.targets?.[column] !== null) return undefined;
  return holderOf(draft, columns, target);
}

/** Whether nobody has said what is to become of a column. */
export function isOpenColumn({ column, why }: ColumnProposal, needed: string[]): boolean {
  return why === 'unknown' || needed.includes(column);
}

/** What a check takes of the changes. */
export function columnBody(view: ImportView, { targets, rules }: ColumnDraft): ImportCheckBody {
  const { options, columns = [] } = view;
  const body: ImportCheckBody = {};
  // What was taken over from another file may name columns that this one lacks.
  const isThere = (name: string): boolean => columns.length === 0 || columns.some(({ column }) => column === name);
  const chosen = Object.entries(targets ?? {}).filter(([column]) => isThere(column));
  if (chosen.length > 0) body.map = { ...options.map, ...Object.fromEntries(chosen) };
  if (rules) {
    const base: Mapping = options.mapping ?? { version: 1, columns: {} };
    // A mapping names a column of the file at least: that of its rules.
    const named = columns.filter(
      ({ column, kind }) => kind !== undefined || rules.some((rule) => rule.column === column),
    );
    body.mapping = {
      ...base,
      columns: { ...Object.fromEntries(named.map(({ column, target }) => [column, target])), ...base.columns },
      group_rules: rules,
    };
  }
  return body;
}

/** What of the changes no check has had yet; undefined where that is all of them. */
export function unchecked({ options }: ImportView, draft: ColumnDraft): ColumnDraft | undefined {
  const { targets = {}, rules } = draft;
  const isChecked = (column: string): boolean =>
    options.map !== undefined && Object.hasOwn(options.map, column) && options.map[column] === targets[column];
  const left = Object.entries(targets).filter(([column]) => !isChecked(column));
  const isRuled = rules !== undefined && isSame(rules, options.mapping?.group_rules ?? []);
  if (left.length === Object.keys(targets).length && !isRuled) return undefined;
  return { ...(left.length > 0 && { targets: Object.fromEntries(left) }), ...(rules && !isRuled && { rules }) };
}

function isSame(rules: GroupRule[], others: GroupRule[]): boolean {
  const texts = [rules, others].map((list) =>
    JSON.stringify(list.map((rule) => [rule.column, rule.value, rule.group])),
  );
  return texts[0] === texts[1];
}

/** The name of the saved mapping that is used for this file, empty where nobody knows it; undefined where none is. */
export function appliedMapping({ options }: ImportView, columns: ColumnProposal[]): string | undefined {
  if (!options.mapping) return undefined;
  // Rules for groups are kept as a mapping of their own columns.
  const isSaved = columns.some(({ why, kind }) => why === 'mapping' && kind === undefined);
  return options.mapping_from ?? (isSaved ? '' : undefined);
}

/** The mapping as it stands, to be saved. */
export function wholeMapping(view: ImportView, { targets, rules }: ColumnDraft): Mapping {
  const base: Mapping = view.mapping ?? { version: 1, columns: {} };
  return { ...base, columns: { ...base.columns, ...targets }, ...(rules && { group_rules: rules }) };
}
