import { Fieldset, FormGroup, Radio } from '@bigcommerce/big-design';

export type ChoiceGroupProps<Value> = {
  legend: string;
  description?: string;
  name: string;
  value: Value;
  options: { value: Value; label: string; description?: string; disabled?: boolean }[];
  onChange(value: Value): void;
};

/** One of several, all in sight. */
export function ChoiceGroup<Value extends string | number | boolean>({
  legend,
  description,
  name,
  value,
  options,
  onChange,
}: ChoiceGroupProps<Value>) {
  return (
    <Fieldset legend={legend} {...(description !== undefined && { description })}>
      <FormGroup>
        {options.map((option) => (
          <Radio
            key={String(option.value)}
            name={name}
            label={option.label}
            {...(option.description !== undefined && { description: option.description })}
            disabled={option.disabled === true}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </FormGroup>
    </Fieldset>
  );
}
