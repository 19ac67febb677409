import { H3, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { ImportRowEvent, ImportRowLife } from '../../../../../src/hosts/http/api-types.ts';
import { dateTime } from '../../../parts/amounts.ts';
import { CopyBlock } from '../../../parts/copy-block.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { plainMessage } from '../plain-message.ts';
import { fateWords } from './fates.ts';
import { rowRemedy } from './row-remedy.ts';

/** All that happened to one row, in the order of time. */
export function RowLife({ life }: { life: ImportRowLife }) {
  const { line, email, fate, record, problems, events, duplicate_of_line, continues_line, sends } = life;
  return (
    <section aria-label={`Line ${line}`}>
      <H3>
        Line {line}
        {email !== undefined && `, ${email}`}: {fateWords(fate)}
      </H3>
      {duplicate_of_line !== undefined && <Text>It repeats the email of line {duplicate_of_line}.</Text>}
      {continues_line !== undefined && <Text>It is one more address of the customer on line {continues_line}.</Text>}
      {problems.map(({ code, column, message, what_to_do }) => (
        <Text key={`${code} ${column}`}>
          {column !== undefined && <strong>{column}: </strong>}
          {plainMessage({ message, column })} {rowRemedy({ code, what_to_do })}
        </Text>
      ))}
      <Events>
        {events.map((event) => (
          <li key={`${event.at} ${event.event}`}>
            <time dateTime={event.at}>{dateTime(event.at)}</time> <EventWords event={event} />
          </li>
        ))}
      </Events>
      {events.length === 0 && <Text>Nothing was sent for it.</Text>}
      <Text bold marginBottom="xxSmall">
        In the file
      </Text>
      <CopyBlock label="The line in the file" text={record} />
      {sends !== undefined && (
        <>
          <Text bold marginBottom="xxSmall" marginTop="small">
            What is sent
          </Text>
          <CopyBlock label="What is sent" text={JSON.stringify(sends, null, 2)} />
        </>
      )}
    </section>
  );
}

function EventWords({ event }: { event: ImportRowEvent }) {
  const { event: what, fate, customer_id, error, changes, superseded } = event;
  if (what === 'intended to create') return <>sent to the store, to be created</>;
  if (what === 'intended to update') return <>sent to the store, to be updated</>;
  return (
    <>
      {fate}
      {customer_id !== undefined && (
        <>
          {' '}
          as customer <TextLink to={`/customers/${customer_id}`}>{customer_id}</TextLink>
        </>
      )}
      {isObject(error) && typeof error.message === 'string' && `: ${error.message}`}
      {changes !== undefined && `, with these values before and after: ${JSON.stringify(changes)}`}
      {superseded && ' (tried again later)'}
    </>
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const Events = styled.ol`
  margin: ${({ theme }) => `0 0 ${theme.spacing.small}`};
  padding-left: ${({ theme }) => theme.spacing.large};
  time { color: ${({ theme }) => theme.colors.secondary60}; }
`;
