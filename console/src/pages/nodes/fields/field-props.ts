import type { FormField } from '../../../../../src/hosts/http/api-types.ts';
import type { FormValue } from '../form-values.ts';

export type FieldProps<Value extends FormValue = FormValue> = {
  field: FormField;
  /** Where it stands in the form: `email`, `addresses[2].city`. */
  place: string;
  value: Value;
  onChange(value: Value): void;
};
