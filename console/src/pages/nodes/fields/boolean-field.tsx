import { Checkbox } from '@bigcommerce/big-design';
import { NativeSelect } from '../../../parts/fields/index.ts';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** On or off; where off is not the same as not given, there are three ways. */
export function BooleanField({ field, place, value, onChange }: FieldProps<string>) {
  const { default: fallback, label } = field;
  if (typeof fallback !== 'boolean')
    return (
      <FieldFrame field={field} place={place}>
        {(control) => (
          <NativeSelect {...control} value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">Not set</option>
            <option value="true">Yes</option>
            <option value="false">No</option>
          </NativeSelect>
        )}
      </FieldFrame>
    );
  return (
    <FieldFrame field={field} place={place} hasOwnLabel>
      {({ 'aria-required': _, ...control }) => (
        <Checkbox
          {...control}
          label={label}
          checked={value === '' ? fallback : value === 'true'}
          onChange={({ target: { checked } }) => onChange(checked === fallback ? '' : String(checked))}
        />
      )}
    </FieldFrame>
  );
}
