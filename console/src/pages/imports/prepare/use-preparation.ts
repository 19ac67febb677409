import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  GroupRule,
  ImportCheckBody,
  ImportStartBody,
  ImportView,
} from '../../../../../src/hosts/http/api-types.ts';
import type { Decisions } from '../../../api/decisions-of.ts';
import { forgetProblems, useCheckImport, useIsAsking } from '../../../api/import-check.ts';
import { unchecked } from './columns/column-body.ts';
import { keepDraft, useDraft } from './use-draft.ts';

/** What is chosen beside the columns. */
export type Choices = Pick<
  ImportStartBody,
  | 'if_exists'
  | 'if_missing'
  | 'blank'
  | 'duplicates'
  | 'newsletter'
  | 'welcome_mails'
  | 'quota_share'
  | 'keep_days'
  | 'check_existing'
  | 'create_missing'
  | 'limit'
>;

/** Columns whose target was changed since the check, and the rules for groups where they were. */
export type ColumnDraft = {
  targets?: Record<string, string | null>;
  /** Columns that lost their target to another one: they get it back when that one gives it up. */
  lost?: Record<string, string>;
  rules?: GroupRule[];
};

export type Preparation = ReturnType<typeof usePreparation>;

/** A file of so many rows is read again in a moment: then nobody has to ask for it. */
const soonRead = 50_000;
const waitMs = 800;

/** Change nothing that a check finds or counts. */
const countless = new Set(['limit', 'welcome_mails', 'quota_share', 'keep_days']);

const choicesName = (id: string): string => `choices.${id}`;
const columnsName = (id: string): string => `columns.${id}`;

/** What was decided about another import, as changes of this one that no check has had yet. */
export function draftDecisions(id: string, { choices, targets, rules }: Decisions): void {
  keepDraft(choicesName(id), choices);
  keepDraft(columnsName(id), { targets, ...(rules && { rules }) });
}

/** What was changed since the last check, and the check that takes it up. */
export function usePreparation(view: ImportView) {
  const { import_id: id, state, reason, options, rows } = view;
  const client = useQueryClient();
  const check = useCheckImport(id);
  const isAsking = useIsAsking(id);
  const isChecking = isAsking || (state === 'checking' && reason === undefined);
  const [choices, setChoices] = useDraft<Choices>(choicesName(id), {});
  const [columns, setColumns] = useDraft<ColumnDraft>(columnsName(id), {});
  const [isEditing, setEditing] = useState(false);
  const [refused, setRefused] = useState<string>();

  const changed = Object.fromEntries(
    Object.entries(choices).filter(
      ([name, value]) => !countless.has(name) && value !== options[name as keyof typeof options],
    ),
  ) as ImportCheckBody;
  const isOutdated = Object.keys(changed).length > 0 || view.fixes?.needs_check === true;
  const isSoonRead = rows <= soonRead;

  // After a check its problems are others.
  const wasChecking = useRef(isChecking);
  useEffect(() => {
    if (wasChecking.current && !isChecking) forgetProblems(client, id);
    wasChecking.current = isChecking;
  }, [isChecking, client, id]);

  // However long the check took, and if this page was loaded anew meanwhile.
  const left = state === 'ready' && !isChecking ? unchecked(view, columns) : undefined;
  useEffect(() => {
    if (left) setColumns(left);
  });

  const wish = JSON.stringify([changed, view.fixes]);
  const isDue = isOutdated && isSoonRead && state === 'ready' && !isChecking && !isEditing && wish !== refused;
  const { mutate } = check;
  useEffect(() => {
    if (!isDue) return;
    const [body] = JSON.parse(wish) as [ImportCheckBody];
    const timer = setTimeout(() => mutate(body, { onError: () => setRefused(wish) }), waitMs);
    return () => clearTimeout(timer);
  }, [isDue, wish, mutate]);

  return {
    isChecking,
    /** The figures are of before the last changes. */
    isOutdated,
    /** It is checked again by itself in a moment. */
    isDue,
    error: check.error,
    choices,
    /** What holds: chosen just now, or by the check before. */
    chosen: { ...options, ...choices },
    setChoices,
    columns,
    setColumns,
    /** Whether somebody types into a cell: then nothing moves. */
    setEditing,
    /** Checks again with what was changed; the columns only where they are given. */
    recheck: (body: ImportCheckBody = {}) => check.mutateAsync({ ...changed, ...body }),
  };
}
