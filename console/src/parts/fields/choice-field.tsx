import { FormControlLabel } from '@bigcommerce/big-design';
import { useId } from 'react';
import { describedBy, FieldNotes } from './field-notes.tsx';
import { NativeSelect } from './native-select.ts';
import type { LabelledField } from './text-field.tsx';

export type ChoiceFieldProps = LabelledField & {
  required?: boolean;
  options: { value: string | number; label: string }[];
  /** What no choice is called; left out where one must be chosen. */
  none?: string;
};

/** One of several values. */
export function ChoiceField({
  label,
  value,
  onChange,
  error,
  help,
  options,
  none,
  required = false,
}: ChoiceFieldProps) {
  const id = useId();
  const isKnown = value === '' || options.some((option) => String(option.value) === value);
  return (
    <FieldNotes id={id} error={error} help={help}>
      <FormControlLabel htmlFor={id} required={required}>
        {label}
      </FormControlLabel>
      <NativeSelect
        id={id}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...describedBy(id, { error, help })}
      >
        {none !== undefined && <option value="">{none}</option>}
        {/* What the address of the page says stays, whatever the list has. */}
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </FieldNotes>
  );
}
