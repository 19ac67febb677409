import { Input } from '@bigcommerce/big-design';
import styled from 'styled-components';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { TextField } from './text-field.tsx';

/** A day, and a time of it where that matters. A moment that the two inputs cannot hold is shown as the text that it is. */
export function DateField(props: FieldProps<string>) {
  const { field, place, value, onChange } = props;
  const [known, day = '', time = ''] = /^(?:(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::00)?Z)?)?$/.exec(value) ?? [];
  if (known === undefined) return <TextField {...props} />;
  return (
    <FieldFrame field={field} place={place} note="The time is in UTC.">
      {(control, problems) => (
        <Pair>
          <Input
            {...control}
            type="date"
            value={day}
            onChange={(event) => onChange(momentOf(event.target.value, time))}
            error={problems[0]}
          />
          <Input
            type="time"
            aria-label={`${field.label}: time (UTC)`}
            title="Time (UTC)"
            value={time}
            disabled={day === ''}
            onChange={(event) => onChange(momentOf(day, event.target.value))}
          />
        </Pair>
      )}
    </FieldFrame>
  );
}

function momentOf(day: string, time: string): string {
  return day !== '' && time !== '' ? `${day}T${time}:00Z` : day;
}

const Pair = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
`;
