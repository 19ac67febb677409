import { Input, type InputProps } from '@bigcommerce/big-design';
import { useId } from 'react';
import { describedBy, FieldNotes, type Notes } from './field-notes.tsx';

export type LabelledField = Notes & { label: string; value: string; onChange(value: string): void };

/** One line of text with a label; what is wrong with it stands below it. */
export function TextField({
  label,
  value,
  onChange,
  error,
  help,
  ...input
}: LabelledField & Pick<InputProps, 'type' | 'inputMode' | 'required' | 'maxLength' | 'min' | 'max' | 'step'>) {
  const id = useId();
  return (
    <FieldNotes id={id} error={error} help={help}>
      <Input
        {...input}
        id={id}
        label={label}
        value={value}
        autoComplete="off"
        error={error}
        onChange={(event) => onChange(event.target.value)}
        {...describedBy(id, { error, help })}
      />
    </FieldNotes>
  );
}
