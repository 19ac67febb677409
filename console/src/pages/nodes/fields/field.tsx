import type { FormValue, FormValues, RecordRow } from '../form-values.ts';
import { BooleanField } from './boolean-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { DateField } from './date-field.tsx';
import type { FieldProps } from './field-props.ts';
import { ListField } from './list-field.tsx';
import { ObjectsField } from './objects-field.tsx';
import { RecordField } from './record-field.tsx';
import { TextField } from './text-field.tsx';

/** One field of a form, as its definition asks for it. */
export function Field({ value, ...props }: Omit<FieldProps, 'value'> & { value: FormValue | undefined }) {
  const { field } = props;
  switch (field.type) {
    case 'list':
      return <ListField {...props} value={(value ?? '') as string | string[]} />;
    case 'record':
      return <RecordField {...props} value={(value ?? []) as RecordRow[]} />;
    case 'objects':
      return <ObjectsField {...props} value={(value ?? []) as FormValues[]} />;
    case 'boolean':
      return <BooleanField {...props} value={(value ?? '') as string} />;
    default:
      if (field.options || field.options_source) return <ChoiceField {...props} value={(value ?? '') as string} />;
      if (field.format === 'date-time') return <DateField {...props} value={(value ?? '') as string} />;
      return <TextField {...props} value={(value ?? '') as string} />;
  }
}
