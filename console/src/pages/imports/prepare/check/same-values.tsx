import { Button, Input, Text } from '@bigcommerce/big-design';
import { type FormEvent, useState } from 'react';
import styled from 'styled-components';
import type { ImportView, ProblemValue } from '../../../../../../src/hosts/http/api-types.ts';
import { useProblemValues, useReplaceValues } from '../../../../api/import-check.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';
import { tell } from '../../../../parts/tell.ts';
import { Trouble } from '../../../../parts/trouble.tsx';
import type { Preparation } from '../use-preparation.ts';

export type SameValuesProps = { view: ImportView; code: string; column: string; preparation: Preparation };

const shownAtFirst = 5;
const mostShown = 1_000;

/** Values that several rows of a problem share, each corrected in all of them at once. */
export function SameValues({ view, code, column, preparation: { isChecking } }: SameValuesProps) {
  const { import_id: id } = view;
  const [isAll, setAll] = useState(false);
  const { data, error, refetch } = useProblemValues(
    id,
    { code, column },
    { limit: isAll ? mostShown : 50, isEnabled: column !== '' && !isChecking },
  );
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  const shared = data?.values.filter((one) => one.count > 1) ?? [];
  if (!data || shared.length === 0) return null;
  const listed = isAll ? shared : shared.slice(0, shownAtFirst);
  const isMore =
    !isAll &&
    (shared.length > listed.length || (data.total > data.values.length && shared.length === data.values.length));
  return (
    <Ground aria-label={`The same value in many rows of ${column}`}>
      <h4>The same value in many rows</h4>
      <Text color="secondary60">
        What you replace here is replaced in every row of the column “{column}” that holds it.
      </Text>
      <List>
        {listed.map((one) => (
          <SameValue key={one.value} id={id} column={column} same={one} />
        ))}
      </List>
      {isMore && (
        <Button variant="subtle" marginBottom="none" onClick={() => setAll(true)}>
          Show more values
        </Button>
      )}
    </Ground>
  );
}

function SameValue({
  id,
  column,
  same: { value: from, count: rows },
}: {
  id: string;
  column: string;
  same: ProblemValue;
}) {
  const [to, setTo] = useState('');
  const replace = useReplaceValues(id);
  const shown = from === '' ? 'blank' : `“${from}”`;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (to.trim() === '' || replace.isPending) return;
    const answer = await replace.mutateAsync([{ column, from, to: to.trim() }]).catch(() => undefined);
    if (answer) tell(`${column}: ${shown} is read as “${to.trim()}” in every row. The file is checked again.`);
  };
  return (
    <li>
      <form onSubmit={(event) => void submit(event)}>
        <span>
          <strong>{shown}</strong>{' '}
          <Text as="span" color="secondary60">
            in {count(rows, 'row')}
          </Text>
        </span>
        <Input
          aria-label={`What ${shown} in ${column} is replaced with`}
          placeholder="Right value"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          {...(replace.error && { error: replace.error.message })}
        />
        <BusyButton
          text={`Replace in all ${amount(rows)} rows`}
          type="submit"
          variant="secondary"
          isLoading={replace.isPending}
          disabled={to.trim() === '' || replace.isSuccess}
        />
      </form>
      {replace.isSuccess && (
        <Text role="status" color="secondary60" marginBottom="none">
          Replaced; the rows are counted again in a moment.
        </Text>
      )}
    </li>
  );
}

const Ground = styled.section`
  background: ${({ theme }) => theme.colors.secondary10};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  margin: ${({ theme }) => `${theme.spacing.xSmall} 0`};
  padding: ${({ theme }) => theme.spacing.small};
  h4 {
    font-size: ${({ theme }) => theme.typography.fontSize.medium};
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
    margin: 0;
  }
`;

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.small};
  list-style: none;
  margin: 0;
  padding: 0;
  form {
    align-items: start;
    display: grid;
    gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
    grid-template-columns: minmax(0, 2fr) minmax(0, 2fr) minmax(0, 1fr);
    & > span { overflow-wrap: anywhere; padding-top: ${({ theme }) => theme.spacing.xxSmall}; }
    .bd-button { justify-self: start; margin: 0; width: auto; }
  }
  @media (max-width: 50rem) {
    form { grid-template-columns: minmax(0, 1fr); }
  }
`;
