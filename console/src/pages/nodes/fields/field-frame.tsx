import { FormControlLabel, Small } from '@bigcommerce/big-design';
import { type ReactNode, useId } from 'react';
import styled from 'styled-components';
import type { FormField } from '../../../../../src/hosts/http/api-types.ts';
import { Hidden } from '../../../parts/hidden.ts';
import { useFormContext } from '../form-context.tsx';

/** What an input needs to belong to its label, its help and its messages. */
export type ControlProps = {
  id: string;
  'data-place': string;
  'aria-describedby': string;
  'aria-invalid': boolean;
  'aria-required': boolean;
  onBlur(): void;
};

export type FieldFrameProps = {
  field: FormField;
  place: string;
  /** Takes the whole width of the form. @default false */
  isWide?: boolean;
  /** Several controls under one name, which each have a label of their own. @default false */
  isGroup?: boolean;
  /** The control brings the label. @default false */
  hasOwnLabel?: boolean;
  /** Said below the help, where it does not come from the definition. */
  note?: ReactNode;
  children(control: ControlProps, problems: string[]): ReactNode;
};

/** The label, the help and the messages of one field. */
export function FieldFrame({
  field,
  place,
  isWide = false,
  isGroup = false,
  hasOwnLabel = false,
  note,
  children,
}: FieldFrameProps) {
  const { problemsAt, touch } = useFormContext();
  const id = useId();
  const problems = problemsAt(place);
  const help = helpOf(field);
  const control: ControlProps = {
    id,
    'data-place': place,
    'aria-describedby': `${id}-problems ${id}-help`,
    'aria-invalid': problems.length > 0,
    'aria-required': field.required,
    onBlur: () => touch(place),
  };
  const label = !hasOwnLabel && (
    <FormControlLabel {...(isGroup ? { as: 'legend' } : { htmlFor: id })} required={field.required}>
      {field.label}
    </FormControlLabel>
  );
  const rest = (
    <>
      {children(control, problems)}
      <Problems id={`${id}-problems`} aria-live="polite">
        {problems.map((message) => (
          <Small key={message} color="danger60" marginBottom="none">
            <Hidden>Problem: </Hidden>
            {message}
          </Small>
        ))}
      </Problems>
      <div id={`${id}-help`}>
        {(help || note) && (
          <Help>
            {help} {note}
          </Help>
        )}
      </div>
    </>
  );
  if (!isGroup)
    return (
      <Frame $isWide={isWide}>
        {label}
        {rest}
      </Frame>
    );
  return (
    <Group $isWide={isWide} aria-describedby={`${id}-problems ${id}-help`}>
      {label}
      {rest}
    </Group>
  );
}

/** What the label does not say already. */
const helpOf = ({ help = '', label }: FormField): string => (help === `${label}.` ? '' : help);

/** `e.g. Ana`, or what is used where nothing is typed. */
export function placeholderOf({ example, default: fallback }: FormField): string | undefined {
  if (fallback !== undefined) return `${fallback}, if left blank`;
  return example === undefined ? undefined : `e.g. ${example}`;
}

const Frame = styled.div<{ $isWide: boolean }>`
  grid-column: ${({ $isWide }) => ($isWide ? '1 / -1' : 'auto')};
  min-width: 0;
  input::placeholder, textarea::placeholder { color: ${({ theme }) => theme.colors.secondary60}; opacity: 1; }
  textarea { background: ${({ theme }) => theme.colors.white}; color: inherit; }
`;

const Group = styled(Frame).attrs({ as: 'fieldset' })`
  border: 0;
  margin: 0;
  padding: 0;
`;

const Problems = styled.div`
  &:not(:empty) { margin-top: ${({ theme }) => theme.spacing.xxSmall}; }
`;

const Help = styled(Small).attrs({ color: 'secondary60' })`
  && { margin: ${({ theme }) => `${theme.spacing.xxSmall} 0 0`}; }
`;
