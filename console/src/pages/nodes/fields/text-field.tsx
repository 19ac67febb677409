import { Input, Textarea } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';
import { FieldFrame, placeholderOf } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** Text and numbers, short or of several lines. What cannot be read is said in words and not swallowed, so a number is typed as text. */
export function TextField({ field, place, value, onChange, note }: FieldProps<string> & { note?: ReactNode }) {
  const { format, type } = field;
  if (format === 'multiline')
    return (
      <FieldFrame field={field} place={place} note={note} isWide>
        {(control, problems) => (
          <Textarea
            {...control}
            rows={3}
            value={value}
            placeholder={placeholderOf(field)}
            onChange={(event) => onChange(event.target.value)}
            error={problems[0]}
          />
        )}
      </FieldFrame>
    );
  return (
    <FieldFrame field={field} place={place} note={note}>
      {(control, problems) => (
        <Input
          {...control}
          // The browser's own check of an email is another than the store's: format only chooses the keys of a phone.
          type={format === 'password' ? 'password' : 'text'}
          inputMode={inputModes[format ?? type] ?? 'text'}
          autoComplete={format === 'password' ? 'new-password' : 'off'}
          spellCheck={false}
          value={value}
          placeholder={placeholderOf(field)}
          onChange={(event) => onChange(event.target.value)}
          error={problems[0]}
        />
      )}
    </FieldFrame>
  );
}

const inputModes: Record<string, 'email' | 'tel' | 'decimal'> = { email: 'email', phone: 'tel', number: 'decimal' };
