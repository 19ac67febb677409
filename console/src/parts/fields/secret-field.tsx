import { Input } from '@bigcommerce/big-design';
import { useId } from 'react';
import { describedBy, FieldNotes, type Notes } from './field-notes.tsx';

export type SecretFieldProps = Notes & { label: string; onChange(secret: string): void };

/** A secret. It is typed and never shown: the page's HTML does not hold it either, since the field keeps its value to itself. */
export function SecretField({ label, onChange, error, help }: SecretFieldProps) {
  const id = useId();
  return (
    <FieldNotes id={id} error={error} help={help}>
      <Input
        id={id}
        type="password"
        label={label}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        error={error}
        onChange={(event) => onChange(event.target.value)}
        {...describedBy(id, { error, help })}
      />
    </FieldNotes>
  );
}
