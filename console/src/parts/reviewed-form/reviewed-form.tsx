import { Button } from '@bigcommerce/big-design';
import { type ReactNode, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { DryRun } from '../../api/nodes.ts';
import { BusyButton } from '../busy-button.tsx';
import { focusFirst } from '../focus-first.ts';
import { focusWrongField } from '../focus-wrong-field.ts';
import { Actions, Stack } from '../page.tsx';
import { StoreTrouble } from '../store-trouble.tsx';
import { type ChangedField, ReviewChanges } from './review-changes.tsx';
import type { useReviewedForm } from './use-reviewed-form.ts';

export type ReviewedFormProps = {
  // biome-ignore lint/suspicious/noExplicitAny: forms of any fields
  form: Omit<ReturnType<typeof useReviewedForm<any, any>>, 'field' | 'refuse'>;
  /** Name of the form: "Edit the details" */
  label: string;
  /** What the button says that shows what would change: "Review the changes" */
  action: string;
  /** What did not happen where the store refuses, without a full stop: "Nothing was saved" */
  failed: string;
  onSubmit(): void;
  /** Without it the form has no way to close. */
  onClose?: (() => void) | undefined;
  review: {
    /** "Save these changes?" */
    title: string;
    changes(plan: DryRun): ChangedField[];
    /** "Save" */
    confirm: string;
    /** Said where the write may mail somebody. */
    mails?(plan: DryRun): string | undefined;
  };
  /** The fields. */
  children: ReactNode;
};

/** A form whose changes are shown before they are written. */
export function ReviewedForm({ form, label, action, failed, onSubmit, onClose, review, children }: ReviewedFormProps) {
  const place = useRef<HTMLFormElement>(null);
  const isOpened = onClose !== undefined;
  useEffect(() => {
    if (isOpened) focusFirst(place.current);
  }, [isOpened]);
  // What the store refuses is known later than what the form itself refuses.
  useEffect(() => {
    if (form.error) focusWrongField(place.current);
  }, [form.error]);
  return (
    <form
      ref={place}
      onSubmit={(event) => {
        event.preventDefault();
        flushSync(onSubmit);
        focusWrongField(place.current);
      }}
      noValidate
      aria-label={label}
    >
      <Stack>
        {children}
        {form.rest && <StoreTrouble error={form.rest} what={failed} />}
        <Actions>
          <BusyButton type="submit" isLoading={form.isLooking} text={action} />
          {onClose && (
            <Button type="button" variant="subtle" onClick={onClose}>
              Cancel
            </Button>
          )}
          <span role="status">{form.unchanged}</span>
        </Actions>
      </Stack>
      {form.plan && (
        <ReviewChanges
          title={review.title}
          changes={review.changes(form.plan)}
          warnings={form.plan.warnings}
          mails={review.mails?.(form.plan)}
          action={review.confirm}
          isBusy={form.isWriting}
          onSave={form.save}
          onClose={form.cancel}
        />
      )}
    </form>
  );
}
