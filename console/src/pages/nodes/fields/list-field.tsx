import { Checkbox, Textarea } from '@bigcommerce/big-design';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** Several values: one a line, or some of those there are. */
export function ListField({ field, place, value, onChange }: FieldProps<string | string[]>) {
  if (field.items === 'choice') {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <FieldFrame field={field} place={place} isGroup isWide>
        {({ onBlur, 'data-place': dataPlace }) =>
          field.options?.map(({ value: option, label }, index) => (
            <Checkbox
              key={option}
              label={label}
              {...(index === 0 && { 'data-place': dataPlace })}
              checked={chosen.includes(String(option))}
              onBlur={onBlur}
              onChange={({ target: { checked } }) =>
                onChange(checked ? [...chosen, String(option)] : chosen.filter((one) => one !== String(option)))
              }
            />
          ))
        }
      </FieldFrame>
    );
  }
  return (
    <FieldFrame field={field} place={place} isWide note="One a line.">
      {(control, problems) => (
        <Textarea
          {...control}
          rows={3}
          spellCheck={false}
          value={typeof value === 'string' ? value : ''}
          {...(field.example !== undefined && { placeholder: `e.g. ${field.example}` })}
          onChange={(event) => onChange(event.target.value)}
          error={problems[0]}
        />
      )}
    </FieldFrame>
  );
}
