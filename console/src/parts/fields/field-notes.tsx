import { Small } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';

export type Notes = {
  /** What is wrong with the value. */
  error?: string | undefined;
  /** A sentence that helps to fill it in. */
  help?: string | undefined;
};

/** A control with its notes below it. @param id Of the control, which gets `describedBy` as well */
export function FieldNotes({ id, error, help, children }: Notes & { id: string; children: ReactNode }) {
  return (
    <div>
      {children}
      {help && (
        <Small id={`${id}-help`} color="secondary60" margin="none">
          {help}
        </Small>
      )}
      <div id={`${id}-error`} aria-live="polite">
        {error && (
          <Small color="danger50" margin="none">
            {error}
          </Small>
        )}
      </div>
    </div>
  );
}

/** What ties a control to its notes, for those who hear the page. */
export function describedBy(id: string, { error, help }: Notes) {
  const notes = [...(help ? [`${id}-help`] : []), ...(error ? [`${id}-error`] : [])];
  return { 'aria-invalid': Boolean(error), ...(notes.length > 0 && { 'aria-describedby': notes.join(' ') }) };
}
