import { Textarea } from '@bigcommerce/big-design';
import { useId } from 'react';
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { LabelledField } from './text-field.tsx';

/** Several lines of text. */
export function AreaField({ label, value, onChange, error, help }: LabelledField) {
  const id = useId();
  return (
    <FieldNotes id={id} error={error} help={help}>
      <Textarea
        id={id}
        label={label}
        value={value}
        rows={3}
        onChange={(event) => onChange(event.target.value)}
        {...describedBy(id, { error, help })}
      />
    </FieldNotes>
  );
}
