import { Panel, Text } from '@bigcommerce/big-design';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportView, SettledRow } from '../../../../../src/hosts/http/api-types.ts';
import { useRowsOfFate } from '../../../api/imports.ts';
import { amount } from '../../../parts/amounts.ts';
import { ChoiceField } from '../../../parts/fields/index.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Stack } from '../../../parts/page.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useSeen } from '../../../parts/use-seen.ts';
import { type VirtualColumn, VirtualTable } from '../../../parts/virtual-table.tsx';
import { plainMessage } from '../plain-message.ts';
import { RowToggle } from '../row-toggle.tsx';
import { useOpenRows } from '../use-open-rows.ts';
import { WholeRow } from '../whole-row.tsx';
import { fateWords } from './fates.ts';
import { rowRemedy } from './row-remedy.ts';

const listed = ['rejected', 'failed', 'skipped', 'created', 'updated', 'unchanged', 'pending'] as const;
type Listed = (typeof listed)[number];

const haveCustomers: ReadonlySet<Listed> = new Set(['created', 'updated', 'unchanged', 'skipped']);

/** The rows of one fate, those that need a person first. The fate stands in the address of the page. */
export function RowsPanel({ view }: { view: ImportView }) {
  const [params, setParams] = useSearchParams();
  const there = listed.filter((fate) => view[fate] > 0);
  const fate = there.find((one) => one === params.get('fate')) ?? there[0];
  if (!fate) return null;
  return (
    <Panel header="Row by row" marginBottom="none">
      <Stack>
        <Choice>
          <ChoiceField
            label="Show the rows that are"
            options={there.map((one) => ({ value: one, label: `${fateWords(one)} (${amount(view[one])})` }))}
            value={fate}
            onChange={(chosen) =>
              setParams(
                (old) => {
                  old.set('fate', chosen);
                  return old;
                },
                { replace: true },
              )
            }
          />
        </Choice>
        <Rows key={fate} view={view} fate={fate} total={view[fate]} />
      </Stack>
    </Panel>
  );
}

function Rows({ view, fate, total }: { view: ImportView; fate: Listed; total: number }) {
  const opened = useOpenRows();
  const [seen, see] = useSeen();
  const { total: found, firstRows, row, error, retry } = useRowsOfFate(view.import_id, fate, total, seen);
  if (found === undefined) return error ? <Trouble error={error} retry={retry} /> : <Loading what="Loading the rows" />;
  const hasCustomer = haveCustomers.has(fate) || firstRows.some(({ customer_id }) => customer_id !== undefined);
  const hasReason = view.warnings > 0 || firstRows.some((one) => reasonsOf(one).length > 0);
  return (
    <>
      <VirtualTable
        label={`Rows that are ${fateWords(fate)}`}
        total={found}
        row={row}
        onSeen={see}
        columns={[
          {
            key: 'line',
            header: 'Line',
            width: '6.5rem',
            render: ({ line, row }) => (
              <RowToggle line={line} isOpen={opened.has(row)} onToggle={() => opened.toggle(row)} />
            ),
          },
          {
            key: 'email',
            header: 'Email',
            width: 'minmax(12rem, 1fr)',
            render: ({ email }) => email ?? 'none',
          },
          ...(hasReason ? [reasonColumn] : []),
          ...(hasCustomer ? [customerColumn] : []),
        ]}
        detail={(row) =>
          opened.has(row.row) ? (
            <>
              <WholeRow view={view} row={row} />
              <Life to={{ search: `?fate=${fate}&line=${row.line}` }}>
                All that happened to line {amount(row.line)}
              </Life>
            </>
          ) : undefined
        }
      />
      {error && <Trouble error={error} header="Some rows could not be loaded" retry={retry} />}
      <Text color="secondary60" marginBottom="none">
        The number of a line opens the whole row.
      </Text>
    </>
  );
}

const reasonColumn: VirtualColumn<SettledRow> = {
  key: 'reason',
  header: 'Why, and what to do',
  width: 'minmax(20rem, 2.5fr)',
  isWide: true,
  render: (row) => <Reasons row={row} />,
};

const customerColumn: VirtualColumn<SettledRow> = {
  key: 'customer',
  header: 'Customer',
  width: '7rem',
  align: 'right',
  render: ({ customer_id }) =>
    customer_id === undefined ? '' : <TextLink to={`/customers/${customer_id}`}>{customer_id}</TextLink>,
};

const reasonsOf = ({ error, warnings }: SettledRow) => [...(error ? [error] : []), ...warnings];

function Reasons({ row }: { row: SettledRow }) {
  return (
    <>
      {reasonsOf(row).map(({ code, column, message, what_to_do }) => (
        <Why key={`${code} ${column}`}>
          {column !== undefined && <strong>{column}: </strong>}
          {plainMessage({ message, column })} <span>{rowRemedy({ code, what_to_do })}</span>
        </Why>
      ))}
    </>
  );
}

const Why = styled.div`
  span { color: ${({ theme }) => theme.colors.secondary60}; }
`;

const Life = styled(TextLink)`
  display: inline-block;
  margin-top: ${({ theme }) => theme.spacing.small};
`;

const Choice = styled.div`
  max-width: 100%;
  width: 20rem;
`;
