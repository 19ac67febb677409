import { FormControlLabel, Input, type InputProps, Small, Textarea } from '@bigcommerce/big-design';
import { type ReactNode, useId } from 'react';
import styled from 'styled-components';

type FieldProps = {
  label: string;
  value: string;
  onChange(value: string): void;
  /** What is wrong with the value. */
  error?: string | undefined;
  /** A sentence that helps to fill it in. */
  help?: string | undefined;
};

/** One line of text with a label; what is wrong with it stands below it. */
export function TextField({
  label,
  value,
  onChange,
  error,
  help,
  ...input
}: FieldProps & Pick<InputProps, 'type' | 'inputMode' | 'required' | 'maxLength' | 'min' | 'max' | 'step'>) {
  const id = useId();
  return (
    <Noted id={id} error={error} help={help}>
      <Input
        {...input}
        id={id}
        label={label}
        value={value}
        autoComplete="off"
        error={error}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, error, help)}
      />
    </Noted>
  );
}

/** Several lines of text. */
export function AreaField({ label, value, onChange, error, help }: FieldProps) {
  const id = useId();
  return (
    <Noted id={id} error={error} help={help}>
      <Textarea
        id={id}
        label={label}
        value={value}
        rows={3}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, error, help)}
      />
    </Noted>
  );
}

/** One of several values: the browser's own list, which opens with one key, and on a phone as phones do. */
export function ChoiceField({
  label,
  value,
  onChange,
  error,
  help,
  options,
  none,
  required = false,
}: FieldProps & {
  required?: boolean;
  options: { value: string | number; label: string }[];
  /** What no choice is called; left out where one must be chosen. */
  none?: string;
}) {
  const id = useId();
  const isKnown = value === '' || options.some((option) => String(option.value) === value);
  return (
    <Noted id={id} error={error} help={help}>
      <FormControlLabel htmlFor={id} required={required}>
        {label}
      </FormControlLabel>
      <Select
        id={id}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, error, help)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {/* What the address of the page says stays, whatever the list has. */}
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Noted>
  );
}

function Noted({
  id,
  error,
  help,
  children,
}: { id: string; children: ReactNode } & Pick<FieldProps, 'error' | 'help'>) {
  return (
    <div>
      {children}
      {help && (
        <Small id={`${id}-help`} color="secondary60" margin="none">
          {help}
        </Small>
      )}
      <div id={`${id}-error`} aria-live="polite">
        {error && (
          <Small color="danger50" margin="none">
            {error}
          </Small>
        )}
      </div>
    </div>
  );
}

function described(id: string, error: string | undefined, help: string | undefined) {
  const notes = [...(help ? [`${id}-help`] : []), ...(error ? [`${id}-error`] : [])];
  return { 'aria-invalid': Boolean(error), ...(notes.length > 0 && { 'aria-describedby': notes.join(' ') }) };
}

/** Fields side by side, as many as there is room for. `$fits`: they take all of a row. */
export const FieldGrid = styled.div<{ $fits?: boolean }>`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(${({ $fits }) => ($fits ? 'auto-fit' : 'auto-fill')}, minmax(min(14rem, 100%), 1fr));
`;

const Select = styled.select`
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary40};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.secondary70};
  font: inherit;
  min-height: 2.25rem;
  padding: 0 ${({ theme }) => theme.spacing.xSmall};
  width: 100%;
  &:focus-visible {
    border-color: ${({ theme }) => theme.colors.primary40};
    box-shadow: 0 0 0 4px ${({ theme }) => theme.colors.primary20};
    outline: none;
  }
`;
