import { useState } from 'react';
import { fieldErrors } from '../field-errors.ts';
import { type ReviewedWriteOptions, useReviewedWrite } from './use-reviewed-write.ts';

export const cannotBeEmptied = 'This can be changed here, but not emptied.';

export type ReviewedFormOptions<Name extends string, Done> = ReviewedWriteOptions<Done> & {
  /** What the fields are when the form opens. */
  initial: Record<Name, string>;
  /** What people call the fields. */
  labels: Partial<Record<Name, string>>;
};

/** What a field shows. @param label In place of the one of the form */
export type FieldOf<Name extends string> = (
  name: Name,
  label?: string,
) => { label: string; value: string; error: string | undefined; onChange(value: string): void };

/** A form of a write in two steps: what stands in its fields, what differs from the beginning, and what is wrong with it. */
export function useReviewedForm<Name extends string, Done>({
  initial,
  labels,
  ...options
}: ReviewedFormOptions<Name, Done>) {
  // What the store tells meanwhile must not change what the user sees as the beginning.
  const [before] = useState(initial);
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<Partial<Record<Name, string>>>({});
  const write = useReviewedWrite(options);
  const names = Object.keys(before) as Name[];
  const changed = names.filter((name) => draft[name].trim() !== before[name].trim());
  const { byField, rest } = fieldErrors(write.error, names);
  const field: FieldOf<Name> = (name, label = labels[name] ?? name) => ({
    label,
    value: draft[name],
    error: problems[name] ?? byField[name],
    onChange(value) {
      setDraft({ ...draft, [name]: value });
      setProblems({ ...problems, [name]: '' });
    },
  });
  return {
    ...write,
    before,
    draft,
    changed,
    /** Those that differ and are empty now. */
    emptied: changed.filter((name) => draft[name].trim() === ''),
    /** What was refused and belongs to no field. */
    rest,
    field,
    /** Says at the fields what is wrong. @returns whether anything is */
    refuse(errors: Partial<Record<Name, string>>): boolean {
      setProblems(errors);
      return Object.keys(errors).length > 0;
    },
  };
}
