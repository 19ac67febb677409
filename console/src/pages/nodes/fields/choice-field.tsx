import { Input } from '@bigcommerce/big-design';
import { useId } from 'react';
import type { FormField, FormOption } from '../../../../../src/hosts/http/api-types.ts';
import { useOptions } from '../../../api/nodes.ts';
import { NativeSelect } from '../../../parts/fields/index.ts';
import { useFormContext } from '../form-context.tsx';
import { FieldFrame, placeholderOf } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { TextField } from './text-field.tsx';

/** One of the values there are, from the definition or from the store. Where the store does not tell them, the value is typed. */
export function ChoiceField(props: FieldProps<string>) {
  const { field } = props;
  const { credentialsId } = useFormContext();
  const { data, error, isLoading } = useOptions(field.options_source, credentialsId);
  const options = field.options_source ? data : field.options;
  if (options) return <OptionsField {...props} options={options} />;
  const why = error && `The list could not be loaded, so type it here. ${error.message}`;
  return <TextField {...props} note={why ?? (isLoading && 'Loading the list …')} />;
}

function OptionsField({ options, ...props }: FieldProps<string> & { options: FormOption[] }) {
  const { field, place, value, onChange } = props;
  const listId = useId();
  if (field.free)
    return (
      <FieldFrame field={field} place={place}>
        {(control, problems) => (
          <>
            <Input
              {...control}
              list={listId}
              autoComplete="off"
              value={value}
              placeholder={placeholderOf(field)}
              onChange={(event) => onChange(event.target.value)}
              error={problems[0]}
            />
            <datalist id={listId}>
              {options.map((option) => (
                <option key={option.value} value={option.value} label={option.label} />
              ))}
            </datalist>
          </>
        )}
      </FieldFrame>
    );
  const isKnown = value === '' || options.some((option) => String(option.value) === value);
  return (
    <FieldFrame field={field} place={place}>
      {(control) => (
        <NativeSelect {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{blankOf(field, options)}</option>
          {!isKnown && <option value={value}>{value} (not in this list)</option>}
          {options
            .filter((option) => option.value !== field.default)
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
        </NativeSelect>
      )}
    </FieldFrame>
  );
}

/** What no choice means. */
function blankOf({ default: fallback, required }: FormField, options: FormOption[]): string {
  const usual = options.find(({ value }) => value === fallback);
  if (usual) return `${usual.label} (default)`;
  return required ? 'Choose …' : 'Not set';
}
