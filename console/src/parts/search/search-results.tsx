import { Button } from '@bigcommerce/big-design';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { Card } from '../card.tsx';
import { Empty } from '../empty.tsx';
import { fieldErrors } from '../field-errors.ts';
import { Loading } from '../loading.tsx';
import { Stack } from '../page.tsx';
import { StoreTrouble } from '../store-trouble.tsx';
import type { ListAddress } from './use-list-address.ts';

export type SearchResultsProps<Data, Name extends string> = {
  /** "customer" */
  one: string;
  list: UseQueryResult<Data>;
  address: ListAddress<Name>;
  filterNames: readonly Name[];
  isEmpty(data: Data): boolean;
  /** In place of the list where the store has none at all. */
  none: ReactNode;
  /** What to look at where nothing matches. */
  hint: string;
  children(data: Data): ReactNode;
};

/** What a search found, or why it found nothing. */
export function SearchResults<Data, Name extends string>({
  one,
  list: { data, error, isPlaceholderData, refetch },
  address: { filters, search },
  filterNames,
  isEmpty,
  none,
  hint,
  children,
}: SearchResultsProps<Data, Name>) {
  // What is wrong with a filter is said at it.
  if (error && !fieldErrors(error, filterNames).rest)
    return (
      <Card>
        <Empty title="The search was not run">It says at the field above what cannot be searched for.</Empty>
      </Card>
    );
  if (error) return <StoreTrouble error={error} what={`The ${one}s could not be listed`} retry={refetch} />;
  if (!data) return <Loading what={`Asking the store for its ${one}s`} />;
  if (!isEmpty(data))
    return (
      <Card>
        <Rows aria-busy={isPlaceholderData}>{children(data)}</Rows>
      </Card>
    );
  if (Object.keys(filters).length === 0) return <Card>{none}</Card>;
  return (
    <Card>
      <Empty
        title={`No ${one} matches`}
        actions={
          <Button variant="secondary" onClick={() => search({})}>
            Clear the search
          </Button>
        }
      >
        {hint}
      </Empty>
    </Card>
  );
}

/** Rows of the search before stay until those of the next one are there, and look like it. */
const Rows = styled(Stack)`
  scroll-margin: ${({ theme }) => theme.spacing.medium};
  &[aria-busy="true"] table { opacity: 0.5; }
`;
